using System.Runtime.InteropServices;

namespace Ayni.Content.Onnx.Tests;

/// <summary>
/// A hand-made classifier: every token has a row of logits, a text the mean of its rows, padding and signs
/// being rows of 0. So what a text is said to be is known in closed form.
/// </summary>
internal static class TinyClassifier
{
    private const int Int64 = 7;
    private const int Float = 1;

    private static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "plain"];

    /// <summary>Writes model and vocabulary into a folder.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="classes">Classes, the first the worst: "bad" speaks for it, "good" for the last.</param>
    /// <param name="isReduced">False for a model that gives a vector a token, which is no classifier.</param>
    public static void Write(string folder, int classes, bool isReduced = true)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Model(classes, isReduced));
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Vocabulary);
    }

    private static byte[] Model(int classes, bool isReduced)
    {
        var table = new float[Vocabulary.Length * classes];
        table[(5 * classes) + classes - 1] = 9;
        table[6 * classes] = 9;
        var graph = new ProtobufBytes()
            .Message(1, new ProtobufBytes()
                .Text(1, "table").Text(1, "input_ids").Text(2, isReduced ? "rows" : "logits").Text(4, "Gather"));
        if (isReduced)
        {
            graph.Message(1, new ProtobufBytes()
                .Text(1, "rows").Text(2, "logits").Text(4, "ReduceMean")
                .Message(5, new ProtobufBytes().Text(1, "axes").Number(8, 1).Number(20, 7))
                .Message(5, new ProtobufBytes().Text(1, "keepdims").Number(3, 0).Number(20, 2)));
        }

        graph.Text(2, "tiny").Message(5, new ProtobufBytes()
            .Number(1, Vocabulary.Length)
            .Number(1, classes)
            .Number(2, Float)
            .Text(8, "table")
            .Bytes(9, MemoryMarshal.AsBytes<float>(table).ToArray()));
        foreach (var input in (string[])["input_ids", "attention_mask"])
            graph.Message(11, ProtobufBytes.OnnxValue(input, Int64, "batch", "length"));
        graph.Message(12, isReduced
            ? ProtobufBytes.OnnxValue("logits", Float, "batch", "classes")
            : ProtobufBytes.OnnxValue("logits", Float, "batch", "length", "classes"));
        return new ProtobufBytes()
            .Number(1, 8)
            .Message(7, graph)
            .Message(8, new ProtobufBytes().Text(1, "").Number(2, 13))
            .ToArray();
    }
}
