#!/bin/sh
# Makes store/ and what was taken out of it, with the `gate` on PATH (version 0.1.0, commit 3a9f546).
# Run it in a copy of this folder that has only inputs/. Docker and the images must be there.
set -eu
cd "$(dirname "$0")"
export GATE_HOME="$PWD/store"
records="$PWD/inputs/records"
mkdir bundles reports

gate init --origin gate.example/log
submit() { gate submit --quiet "$records/$1.json" "inputs/$2" --claim "$3" ${4:+--policy "$4"} || true; }
bundle() { gate bundle "$1" --out "bundles/$2.json"; }
newest() { gate history "$1" --json | grep -o '"attempt": *"[0-9]*-[0-9a-f]*"' | tail -1 | cut -d'"' -f4; }

submit logic proof implies
bundle "$(newest logic)" proof
submit logic sorry implies
sorry=$(newest logic)
gate approve "$records/logic.json" --claim implies --approver ann@example.org --note "Modus ponens, as the claim says."
submit logic answer doubled # INCONCLUSIVE: nobody has approved the value of the hole
undecided=$(newest logic)
hole=$(gate explain logic --json | grep -o '"hole answer": *"sha256:[0-9a-f]*"' | grep -o 'sha256:[0-9a-f]*')
gate approve "$records/logic.json" --claim doubled --hole "$hole" --approver ben@example.org --note "Seven is a number."
gate rerun logic --quiet
bundle "$sorry" sorry
gate log rotate second
bundle "$undecided" undecided
submit masses mean mean
mean=$(newest masses)
bundle "$mean" mean
submit masses shifted mean
gate rerun --quiet "$(newest masses)" || true
submit masses endless mean inputs/policy-short.json
bundle "$(newest masses)" endless

gate submit --quiet "$records/masses.json" inputs/endless & # a crash, which the next writing command notes
sleep 15
kill -9 $!
gate correct masses --kind erratum --text "The masses are in grams." --claim mean
gate revoke --attempt "$mean" --reason "The scale was wrong." --code instrument
gate correct logic --kind retraction --text "Seven is not the only answer." --claim doubled

gate log export export.jsonl
gate log export tiles
gate log prove 5 --out entry-5.tlog-proof
gate log checkpoint > checkpoint
gate log verify --json > reports/verify.json
for record in logic masses; do
  gate show "$records/$record.json" --json > "reports/show-$record.json" || true
  gate history "$record" --json > "reports/history-$record.json"
done
