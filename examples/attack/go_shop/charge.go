package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

var (
	client = &http.Client{Timeout: time.Second}
	steps  = []string{"authorise", "capture"}
)

// Unknown says at which step nobody knows what became of it, and why; without a Why there is none.
type Unknown struct {
	Step, Status int
	Why          string
}

// charge takes the money of an order's attempt.
func charge(order *Order) (string, Unknown) {
	for step, kind := range steps {
		what := map[string]any{"kind": kind, "reference": reference(order, step), "payable": order.Name,
			"ordinal": 1, "amount": map[string]any{"minor": order.Amount, "currency": "EUR"}}
		if step > 0 {
			what["parent"] = reference(order, 0)
		}
		body, _ := json.Marshal(what)
		outcome, status := send("POST", "", fmt.Sprintf("%s-%d", reference(order, step), order.Keys[step]), bytes.NewReader(body))
		if status != 200 {
			return "", Unknown{step, status, fmt.Sprintf("%s was answered %d", kind, status)}
		}
		if outcome != "success" {
			return outcome, Unknown{}
		}
	}
	return "paid", Unknown{}
}

// askAgain is right: what nobody knows is the same charge until somebody does. A failure of the
// processor's is kept under its key: another is taken once it is sure that nothing happened.
func askAgain(order *Order, unknown Unknown) error {
	if unknown.Status != 500 {
		return nil
	}
	where := fmt.Sprintf("/%s?kind=%s&payable=%s&ordinal=1", reference(order, unknown.Step), steps[unknown.Step], order.Name)
	if _, status := send("GET", where, "", nil); status != 404 {
		return nil
	}
	order.Keys[unknown.Step]++
	return save(order)
}

func reference(order *Order, step int) string {
	return fmt.Sprintf("%s-%d-%s", order.Name, order.Attempt, steps[step])
}

// send tells the outcome, and the status: 0 where there was no answer.
func send(method, where, key string, body io.Reader) (string, int) {
	asked, _ := http.NewRequest(method, os.Getenv("PROCESSOR_URL")+"/v1/operations"+where, body)
	asked.Header.Set("Idempotency-Key", key)
	reply, err := client.Do(asked)
	if err != nil {
		return "", 0
	}
	defer reply.Body.Close()
	var told struct{ Outcome string }
	_ = json.NewDecoder(reply.Body).Decode(&told)
	return told.Outcome, reply.StatusCode
}
