namespace Ayni.Content.Onnx.Tests;

/// <summary>A hand-made SentencePiece model of unigrams.</summary>
internal static class TinySentencePiece
{
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;

    public static void Write(string path, params string[] pieces)
    {
        var model = new ProtobufBytes()
            .Message(1, Piece("<unk>", 0, Unknown))
            .Message(1, Piece("<s>", 0, Control))
            .Message(1, Piece("</s>", 0, Control));
        foreach (var piece in pieces)
            model.Message(1, Piece(piece, -1, Normal));
        model.Message(2, new ProtobufBytes().Number(3, 1).Number(4, pieces.Length + 3));
        model.Message(3, new ProtobufBytes().Text(1, "identity").Number(3, 1).Number(4, 1).Number(5, 1));
        File.WriteAllBytes(path, model.ToArray());
    }

    private static ProtobufBytes Piece(string text, float score, int type) =>
        new ProtobufBytes().Text(1, text).Float(2, score).Number(3, type);
}
