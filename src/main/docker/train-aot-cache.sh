#!/bin/sh
# Makes chainrule.aot beside chainrule.jar: what the JVM loads, links and learns about the code at the start of the service and in a
# first training and prediction, done once here instead of at every start (JEP 483, 514 and 515). Uses nothing but a database file in a
# temporary directory. The cache is good for this Java, this jar and these options:
#   train-aot-cache.sh --add-modules=jdk.incubator.vector -Dspring.aot.enabled=true
set -eu
url=http://127.0.0.1:18080
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

java "$@" -XX:AOTCacheOutput=chainrule.aot -jar chainrule.jar \
    --server.address=127.0.0.1 --server.port=18080 --chainrule.data-directory="$work" > "$work/log" 2>&1 &
service=$!

answers() { curl -fsS -o "$work/answer" "$@" || { cat "$work/answer" "$work/log"; kill "$service"; exit 1; } >&2; }

tries=0
until curl -fs -o /dev/null "$url/actuator/health/readiness"; do
    tries=$((tries + 1))
    [ "$tries" -le 300 ] && kill -0 "$service" || { cat "$work/log" >&2; exit 1; }
    sleep 0.2
done
answers "$url/api/v1/training-jobs" -H 'Content-Type: application/json' -H 'Prefer: wait=30' -d '{
  "modelName": "xor",
  "network": {"layers": [{"type": "dense", "units": 8, "activation": "tanh"},
                         {"type": "dense", "units": 1, "activation": "sigmoid"}]},
  "dataset": {"name": "xor", "inputs": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1], [0]]},
  "training": {"epochs": 200, "batchSize": 4, "validation": {"split": 0.5}}}'
answers "$url/api/v1/datasets?name=table&target=y" -H 'Content-Type: text/csv' --data-binary 'a,b,y
1,x,yes
2,y,no
3,x,yes
'
answers "$url/api/v1/models/xor/predictions" -H 'Content-Type: application/json' -d '{"instances": [[0, 1]]}'
answers "$url/api/v1/models/xor/predictions?x=0,1"
answers "$url/api/v1/training-jobs"
answers "$url/actuator/health"
answers "$url/actuator/prometheus"
kill "$service"
wait "$service" || true
[ -s chainrule.aot ] || { cat "$work/log" >&2; exit 1; }
