using System.Text;

namespace Ayni.Content.Onnx.Tests;

/// <summary>Writes the few kinds of protobuf fields that hand-made model files need.</summary>
internal sealed class ProtobufBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>An input or output of an ONNX graph: a tensor with named dimensions.</summary>
    public static ProtobufBytes OnnxValue(string name, int type, params string[] dimensions)
    {
        var shape = new ProtobufBytes();
        foreach (var dimension in dimensions)
            shape.Message(1, new ProtobufBytes().Text(2, dimension));
        var tensor = new ProtobufBytes().Number(1, type).Message(2, shape);
        return new ProtobufBytes().Text(1, name).Message(2, new ProtobufBytes().Message(1, tensor));
    }

    public ProtobufBytes Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtobufBytes Float(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        _bytes.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    public ProtobufBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufBytes Message(int field, ProtobufBytes value) => Bytes(field, value.ToArray());

    public ProtobufBytes Bytes(int field, byte[] value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
