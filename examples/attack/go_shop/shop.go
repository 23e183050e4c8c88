// A small shop in Go on PostgreSQL: POST /pay {order, amount}, GET /orders/ORDER. What it does where
// nobody knows what became of a charge is a function of its own, so that a mistake and its correction
// can be compared:
//
//	shop ask_again
package main

import (
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"

	_ "github.com/lib/pq"
)

// Order is an order's row. Attempt counts the charges of it that were begun, Keys the keys of a step.
type Order struct {
	Name    string `json:"name"`
	Amount  int    `json:"amount"`
	State   string `json:"state"`
	Attempt int    `json:"-"`
	Keys    [2]int `json:"-"`
}

var (
	db      *sql.DB
	working sync.Mutex // one order at a time is enough for a shop as small as this
	unheard = map[string]func(*Order, Unknown) error{"ask_again": askAgain, "begin_anew": beginAnew}
)

func find(name string) (*Order, error) {
	var one Order
	row := db.QueryRow("select * from orders where name = $1", name)
	return &one, row.Scan(&one.Name, &one.Amount, &one.State, &one.Attempt, &one.Keys[0], &one.Keys[1])
}

func save(one *Order) error {
	_, err := db.Exec("update orders set state = $2, attempt = $3, key_1 = $4, key_2 = $5 where name = $1",
		one.Name, one.State, one.Attempt, one.Keys[0], one.Keys[1])
	return err
}

func pay(name string, amount int) (*Order, error) {
	working.Lock()
	defer working.Unlock()
	_, err := db.Exec("insert into orders (name, amount) values ($1, $2) on conflict do nothing", name, amount)
	if err != nil {
		return nil, err
	}
	order, err := find(name)
	if err != nil || order.State != "attempting" {
		return order, err
	}
	state, unknown := charge(order)
	if unknown.Why != "" {
		log.Printf("%s: %s", name, unknown.Why)
		return order, unheard[os.Args[1]](order, unknown)
	}
	order.State = state
	return order, save(order)
}

func answer(to http.ResponseWriter, order *Order, err error) {
	if err != nil { // nobody knows: the client may ask again
		log.Print(err)
		http.Error(to, "{}", map[bool]int{true: 404, false: 503}[err == sql.ErrNoRows])
		return
	}
	to.Header().Set("Content-Type", "application/json")
	to.WriteHeader(map[string]int{"paid": 200, "declined": 402, "attempting": 202}[order.State])
	_ = json.NewEncoder(to).Encode(order)
}

func main() {
	db, _ = sql.Open("postgres", os.Getenv("DATABASE_URL"))
	http.HandleFunc("/healthz", func(to http.ResponseWriter, _ *http.Request) {
		if err := db.Ping(); err != nil {
			http.Error(to, err.Error(), 503)
		}
	})
	http.HandleFunc("/orders/", func(to http.ResponseWriter, asked *http.Request) {
		order, err := find(strings.TrimPrefix(asked.URL.Path, "/orders/"))
		answer(to, order, err)
	})
	http.HandleFunc("/pay", func(to http.ResponseWriter, asked *http.Request) {
		var body struct {
			Order  string
			Amount int
		}
		_ = json.NewDecoder(asked.Body).Decode(&body)
		order, err := pay(body.Order, body.Amount)
		answer(to, order, err)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
