package main

// beginAnew is wrong: what nobody knows does not stand in the way of another charge, as in
// killbill/killbill #1015. Where the first went through after all, the customer pays twice.
func beginAnew(order *Order, _ Unknown) error {
	order.Attempt++
	return save(order)
}
