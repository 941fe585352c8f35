"""The workloads of TrainingBenchmark and InferenceBenchmark on JAX and ONNX Runtime: see BENCHMARKS.md.

    pip install jax optax onnxruntime onnx
    python peers.py THREADS jax-scan|jax-step|onnxruntime [WORKLOAD ...]

Prints a line for each: peer, workload, threads, median, least and best of some timed repetitions, in samples a second, or microseconds a call.
Inputs are N(0, 1), labels random, the learning rate 1e-5, as on our side.
"""

import os
import sys
import time

THREADS, PEER, ONLY = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
REPETITIONS, SECONDS = 3, 0.3
if THREADS == 1:
    os.sched_setaffinity(0, {1})
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
os.environ["JAX_PLATFORMS"] = "cpu"

import numpy as np

# sizes, batch, optimizer, hidden activation, whether softmax with cross entropy (else sigmoid with the mean squared error)
WORKLOADS = {
    "W1": ([4, 16, 16, 3], 32, "adam", "relu", True),
    "W2": ([784, 128, 10], 32, "adam", "relu", True),
    "W3": ([784, 512, 512, 10], 128, "adam", "relu", True),
    "W4": ([1024, 2048, 2048, 1000], 256, "momentum", "relu", True),
    "W5": ([3, 2, 1], 1, "sgd", "sigmoid", False),
    "X1": ([13, 64, 64, 1], 64, "adam", "tanh", False),
    "X2": ([54, 300, 200, 100, 7], 256, "adamw", "relu", True),
    "X3": ([100, 1000, 10], 100, "momentum", "sigmoid", True),
}


def report(workload, unit, rates):
    rates = sorted(rates)
    print(PEER, workload, THREADS, unit, *("%.5g" % x for x in (rates[len(rates) // 2], rates[0], rates[-1])), flush=True)


def rates(call, samples, finish=lambda: None):
    """Samples a second of repeated calls, after a warm-up."""
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < 0.6 or calls < 3:
        call()
        calls += 1
    finish()
    calls = max(1, int(calls * SECONDS / (time.perf_counter() - start)))
    result = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        finish()
        result.append(calls * samples / (time.perf_counter() - start))
    return result


def weights(sizes, rng):
    return [
        (rng.uniform(-1, 1, (i, o)).astype("f") / np.float32(np.sqrt(i)), np.zeros(o, "f")) for i, o in zip(sizes, sizes[1:])
    ]


def jax_training(name, sizes, batch, optimizer, hidden, softmax):
    import jax
    import jax.numpy as jnp
    import optax

    rng = np.random.default_rng(1)
    batches = min(64, 2048 // batch)
    xs = jnp.asarray(rng.standard_normal((batches, batch, sizes[0])), jnp.float32)
    ys = jnp.asarray(
        rng.integers(0, sizes[-1], (batches, batch)) if softmax else rng.random((batches, batch, sizes[-1])).astype("f")
    )
    act = {"relu": jax.nn.relu, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid}[hidden]
    update = {
        "adam": lambda: optax.adam(1e-5),
        "adamw": lambda: optax.adamw(1e-5, weight_decay=0.01),
        "momentum": lambda: optax.sgd(1e-5, momentum=0.9),
        "sgd": lambda: optax.sgd(1e-5),
    }[optimizer]()

    def loss(parameters, x, y):
        for w, b in parameters[:-1]:
            x = act(x @ w + b)
        z = x @ parameters[-1][0] + parameters[-1][1]
        if softmax:
            return optax.softmax_cross_entropy_with_integer_labels(z, y).mean()
        return ((jax.nn.sigmoid(z) - y) ** 2).mean()

    def step(state, xy):
        parameters, optimizer_state = state
        value, gradient = jax.value_and_grad(loss)(parameters, *xy)
        change, optimizer_state = update.update(gradient, optimizer_state, parameters)
        return (optax.apply_updates(parameters, change), optimizer_state), value

    parameters = jax.tree.map(jnp.asarray, weights(sizes, rng))
    held = {"state": (parameters, update.init(parameters)), "value": None, "i": 0}
    if PEER == "jax-scan":
        # 64 steps in one call; fewer where a step takes long against any call
        steps = 8 if sum(i * o for i, o in zip(sizes, sizes[1:])) > 4e6 else 64
        rounds = max(1, steps // batches)

        def many(state, xs, ys):
            return jax.lax.scan(lambda s, _: jax.lax.scan(step, s, (xs, ys)), state, None, length=rounds)

        compiled = jax.jit(many, donate_argnums=0)

        def call():
            held["state"], values = compiled(held["state"], xs, ys)
            values.block_until_ready()

        report(name, "samples/s", rates(call, rounds * batches * batch))
    else:
        compiled = jax.jit(lambda state, x, y: step(state, (x, y)), donate_argnums=0)
        separate = list(zip(xs, ys))

        def call():
            held["i"] = (held["i"] + 1) % batches
            held["state"], held["value"] = compiled(held["state"], *separate[held["i"]])
            if held["i"] % 4 == 0:
                held["value"].block_until_ready()

        report(name, "samples/s", rates(call, batch, lambda: held["value"].block_until_ready()))


def onnx_inference(name, sizes):
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    nodes, constants, x = [], [], "x"
    for n, (w, b) in enumerate(weights(sizes, np.random.default_rng(1))):
        constants += [numpy_helper.from_array(w, f"w{n}"), numpy_helper.from_array(b, f"b{n}")]
        nodes.append(helper.make_node("Gemm", [x, f"w{n}", f"b{n}"], [f"z{n}"]))
        x = f"a{n}"
        last = n == len(sizes) - 2
        nodes.append(helper.make_node("Softmax" if last else "Relu", [f"z{n}"], [x]))
    value = lambda name, width: helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, width])
    graph = helper.make_graph(nodes, "m", [value("x", sizes[0])], [value(x, sizes[-1])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    for rows in (1, 1024):
        batch = np.random.default_rng(2).standard_normal((rows, sizes[0])).astype("f")
        calls = rates(lambda: session.run(None, {"x": batch}), 1)
        report(f"{name} {rows}", "us", [1e6 / r for r in calls])


for workload, settings in WORKLOADS.items():
    if not ONLY or workload in ONLY:
        if PEER != "onnxruntime":
            jax_training(workload, *settings)
        elif workload in ("W2", "W3"):
            onnx_inference(workload, settings[0])
