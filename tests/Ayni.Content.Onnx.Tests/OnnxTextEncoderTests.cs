using Ayni.Testing;

namespace Ayni.Content.Onnx.Tests;

public sealed class OnnxTextEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_Text_IsTheMeanOfItsTokens()
    {
        TinyEncoder.Write(_folder.Path);
        using var encoder = Open();

        var vectors = encoder.EncodeAll([new() { Name = "Red lamps" }, new() { Name = "red" }, new() { Name = "" }]);

        // [CLS] red lamp ##s [SEP] = rows 2, 5, 6, 7, 3; [CLS] red [SEP] = rows 2, 5, 3.
        var (first, second) = (23.0 / 5, 10.0 / 3);
        Assert.Equal(2, encoder.Dimensions);
        Assert.Equal(first / Math.Sqrt(1 + (first * first)), vectors[0], 1e-6);
        Assert.Equal(second / Math.Sqrt(1 + (second * second)), vectors[2], 1e-6);
        Assert.Equal([0f, 0f], vectors[4..]);
    }

    [Fact]
    public void Encode_UncasedVocabulary_FoldsAccents()
    {
        TinyEncoder.Write(_folder.Path);
        using var encoder = Open();

        var vectors = encoder.EncodeAll([new() { Name = "MUÑECA" }, new() { Name = "muneca" }]);

        Assert.Equal(vectors[..2], vectors[2..]);
    }

    [Fact]
    public void Encode_LongText_IsCut()
    {
        TinyEncoder.Write(_folder.Path);
        using var encoder = OnnxTextEncoder.Open(new() { Path = _folder.Path, MaxTokens = 8 });

        // Eight tokens are six words between the signs.
        var vectors = encoder.EncodeAll([Reds(20), Reds(6)]);

        Assert.Equal(vectors[..2], vectors[2..]);
    }

    [Theory]
    [InlineData("input_ids", "attention_mask")]
    [InlineData("input_ids", "attention_mask", "token_type_ids")]
    public void Open_KnownInputs_AreTaken(params string[] inputs)
    {
        TinyEncoder.Write(_folder.Path, inputs);
        using var encoder = Open();

        Assert.Equal(2, encoder.Dimensions);
    }

    [Fact]
    public void Encode_Batches_AreTheSameInAnyOrder()
    {
        TinyEncoder.Write(_folder.Path);
        ProductText[] texts =
        [
            .. Enumerable.Range(1, 23).Select(
                length => new ProductText { Name = string.Join(' ', Enumerable.Repeat("red lamp", length % 7)) }),
        ];
        using var one = OnnxTextEncoder.Open(new() { Path = _folder.Path, BatchSize = 1 });
        using var many = OnnxTextEncoder.Open(new() { Path = _folder.Path, BatchSize = 5, CacheEntries = 0 });

        var (expected, vectors) = (one.EncodeAll(texts), many.EncodeAll(texts));

        for (var index = 0; index < expected.Length; index++)
            Assert.Equal(expected[index], vectors[index], 1e-6);
        Assert.Equal(0, many.CachedTexts);
    }

    [Fact]
    public void Encode_Cache_KeepsTheNewestUpToItsLimit()
    {
        TinyEncoder.Write(_folder.Path);
        using var encoder = OnnxTextEncoder.Open(new() { Path = _folder.Path, CacheEntries = 2 });

        var first = encoder.EncodeAll([new() { Name = "red" }, new() { Name = "lamp" }, new() { Name = "red lamp" }]);
        var again = encoder.EncodeAll([new() { Name = "red" }, new() { Name = "lamp" }, new() { Name = "red lamp" }]);

        Assert.Equal(2, encoder.CachedTexts);
        Assert.Equal(first, again);
    }

    [Fact]
    public void Encode_CancelledOrWrongShape_Throws()
    {
        TinyEncoder.Write(_folder.Path);
        using var encoder = Open();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => encoder.Encode([new() { Name = "red" }], new float[2], cancelled.Token));
        Assert.Throws<ArgumentException>(() => encoder.Encode([new() { Name = "red" }], new float[3]));
    }

    [Fact]
    public void Encode_Prefix_IsPutBeforeEachText()
    {
        TinyEncoder.Write(_folder.Path);
        using var plain = Open();
        using var prefixed = OnnxTextEncoder.Open(new() { Path = _folder.Path, Prefix = "red " });

        Assert.Equal(
            plain.EncodeAll([new() { Name = "red lamp" }]), prefixed.EncodeAll([new() { Name = "lamp" }]));
    }

    [Theory]
    [InlineData("input_ids")]
    [InlineData("input_ids", "attention_mask", "position_ids")]
    [InlineData("tokens", "attention_mask")]
    public void Open_UnknownOrMissingInputs_AreNamed(params string[] inputs)
    {
        TinyEncoder.Write(_folder.Path, inputs);

        var exception = Assert.Throws<InvalidDataException>(Open);

        Assert.Contains(inputs[^1], exception.Message, StringComparison.Ordinal);
        Assert.Contains("attention_mask", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InputsOf32Bits_AreRefused()
    {
        TinyEncoder.Write(_folder.Path, inputType: TinyEncoder.Int32);

        Assert.Contains("not int64", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoModel_NamesPathAndOption()
    {
        var exception = Assert.Throws<FileNotFoundException>(Open);

        Assert.Contains(_folder.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("Ayni:TextEncoder", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoTokenizer_NamesTheFilesLookedFor()
    {
        TinyEncoder.Write(_folder.Path);
        File.Delete(Path.Combine(_folder.Path, "vocab.txt"));

        Assert.Contains("vocab.txt", Assert.Throws<FileNotFoundException>(Open).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(
            () => OnnxTextEncoder.Open(new() { Path = _folder.Path, TokenizerPath = "nowhere.txt" }));
    }

    [Fact]
    public void Open_FilesOfAnotherKind_AreRefused()
    {
        TinyEncoder.Write(_folder.Path);
        var vocabulary = Path.Combine(_folder.Path, "vocab.txt");
        var piece = Path.Combine(_folder.Path, "other.model");
        File.WriteAllText(piece, "no model");
        Assert.Throws<InvalidDataException>(
            () => OnnxTextEncoder.Open(new() { Path = _folder.Path, TokenizerPath = piece }));
        File.WriteAllText(vocabulary, "red\nlamp");
        Assert.Throws<InvalidDataException>(Open);
        File.WriteAllText(Path.Combine(_folder.Path, "model.onnx"), "no model");
        File.WriteAllLines(vocabulary, TinyEncoder.Vocabulary);
        var exception = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains("not an ONNX model", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LayoutOfAHub_FindsModelAndTokenizer()
    {
        TinyEncoder.Write(Path.Combine(_folder.Path, "onnx"));
        File.Move(Path.Combine(_folder.Path, "onnx", "vocab.txt"), Path.Combine(_folder.Path, "vocab.txt"));
        using var encoder = Open();

        Assert.Equal(2, encoder.Dimensions);
    }

    [Fact]
    public void Encode_SentencePiece_NumbersTokensAsFairseqDoes()
    {
        TinyEncoder.Write(_folder.Path, inputs: ["input_ids", "attention_mask"]);
        File.Delete(Path.Combine(_folder.Path, "vocab.txt"));
        TinySentencePiece.Write(
            Path.Combine(_folder.Path, "sentencepiece.bpe.model"), "\u2581red", "\u2581lamp", "s");
        using var encoder = Open();

        var vectors = encoder.EncodeAll([new() { Name = "red lamps" }]);

        // <s> ▁red ▁lamp s </s>: rows 0, 4, 5, 6 and 2; pieces 3, 4 and 5 of the file.
        var mean = 17.0 / 5;
        Assert.Equal(mean / Math.Sqrt(1 + (mean * mean)), vectors[0], 1e-6);
    }

    private static ProductText Reds(int count) => new() { Name = string.Join(' ', Enumerable.Repeat("red", count)) };

    private OnnxTextEncoder Open() => OnnxTextEncoder.Open(new() { Path = _folder.Path });
}
