using System.Runtime.InteropServices;

namespace Ayni.Content.Onnx.Tests;

/// <summary>
/// A hand-made encoder: a token's vector is its row of a table, whatever stands around it. So the vector of a text is
/// known in closed form.
/// </summary>
internal static class TinyEncoder
{
    public const int Int64 = 7;
    public const int Int32 = 6;
    private const int Float = 1;

    /// <summary>Tokens of the vocabulary; row i of the table is (i, 1).</summary>
    public static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "red", "lamp", "##s", "muneca"];

    /// <summary>Writes model and vocabulary into a folder.</summary>
    public static void Write(
        string folder,
        string[]? inputs = null,
        int inputType = Int64,
        int rows = 9,
        string output = "last_hidden_state")
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(
            Path.Combine(folder, "model.onnx"),
            Model(inputs ?? ["input_ids", "attention_mask", "token_type_ids"], inputType, rows, output));
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Vocabulary);
    }

    private static byte[] Model(string[] inputs, int inputType, int rows, string output)
    {
        float[] table = [.. Enumerable.Range(0, rows).SelectMany(row => new float[] { row, 1 })];
        var graph = new ProtobufBytes()
            .Message(1, new ProtobufBytes().Text(1, "table").Text(1, inputs[0]).Text(2, output).Text(4, "Gather"))
            .Text(2, "tiny")
            .Message(5, new ProtobufBytes()
                .Number(1, rows)
                .Number(1, 2)
                .Number(2, Float)
                .Text(8, "table")
                .Bytes(9, MemoryMarshal.AsBytes<float>(table).ToArray()));
        foreach (var input in inputs)
            graph.Message(11, ProtobufBytes.OnnxValue(input, inputType, "batch", "length"));
        graph.Message(12, ProtobufBytes.OnnxValue(output, Float, "batch", "length", "width"));
        return new ProtobufBytes()
            .Number(1, 8)
            .Message(7, graph)
            .Message(8, new ProtobufBytes().Text(1, "").Number(2, 13))
            .ToArray();
    }
}
