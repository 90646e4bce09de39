using System.Diagnostics;
using System.Globalization;

namespace Ayni.Content.Tests;

public sealed class TextModelTests
{
    private static readonly ProductText[] Spanish =
    [
        .. Enumerable.Range(0, 40).Select(item => new ProductText
        {
            Name = (item % 4) switch
            {
                0 => $"Camisetas de algodón {item}",
                1 => $"Pantalón para niños {item}",
                2 => $"Café molido con azúcar {item}",
                _ => $"Zapatillas de los corredores {item}",
            },
        }),
    ];

    [Fact]
    public void Encode_KnownTexts_HaveLengthOne()
    {
        var texts = SampleTexts.Catalogue(60, seed: 1);
        var model = TextModel.Fit(texts, new() { Dimensions = 12 });

        var vectors = model.EncodeAll(texts);

        for (var text = 0; text < texts.Length; text++)
        {
            var squares = vectors.AsSpan(text * 12, 12).ToArray().Sum(element => (double)element * element);
            Assert.Equal(1, squares, 1e-5);
        }
    }

    [Fact]
    public void Encode_SameKind_IsNearerThanAnother()
    {
        var texts = SampleTexts.Catalogue(120, seed: 2);
        var model = TextModel.Fit(texts, new() { Dimensions = 16 });

        var same = SampleTexts.Cosine(model, texts[0], texts[6]);
        var other = SampleTexts.Cosine(model, texts[0], texts[1]);

        Assert.True(same > other + 0.3, $"{same} against {other}");
    }

    [Fact]
    public void Encode_UnknownWords_GiveZeroForNothingToSay()
    {
        var model = TextModel.Fit(SampleTexts.Catalogue(60, seed: 1), new() { Dimensions = 8 });

        var vectors = model.EncodeAll([new() { Name = "zzxq jjvw" }, new() { Name = "" }]);

        Assert.All(vectors, element => Assert.Equal(0, element));
    }

    [Fact]
    public void Encode_MisspeltWord_SpeaksThroughItsPieces()
    {
        var texts = SampleTexts.Catalogue(120, seed: 2);
        var model = TextModel.Fit(texts, new() { Dimensions = 16 });

        var right = SampleTexts.Cosine(model, new() { Name = "blankett" }, texts[2]);
        var wrong = SampleTexts.Cosine(model, new() { Name = "blankett" }, texts[1]);

        Assert.True(right > wrong + 0.3, $"{right} against {wrong}");
    }

    [Fact]
    public void Fit_WithoutPieces_DoesNotKnowAMisspeltWord()
    {
        var model = TextModel.Fit(SampleTexts.Catalogue(60, seed: 1), new() { Dimensions = 8, MaxPieces = 0 });

        Assert.All(model.EncodeAll([new() { Name = "blankett" }]), element => Assert.Equal(0, element));
    }

    [Theory]
    [InlineData("camiseta algodon", 0)]
    [InlineData("CAMISETA DE ALGODÓN", 0)]
    [InlineData("pantalones niño", 1)]
    [InlineData("cafe molidos", 2)]
    public void Encode_Spanish_FoldsAccentsPluralsAndSmallWords(string query, int kind)
    {
        var model = TextModel.Fit(Spanish, new() { Dimensions = 8, MaxPieces = 0 });

        Assert.Equal(TextLanguage.Spanish, model.MainLanguage);
        var cosines = Enumerable.Range(0, 4)
            .Select(other => SampleTexts.Cosine(model, new() { Name = query }, Spanish[other]))
            .ToList();
        Assert.Equal(kind, cosines.IndexOf(cosines.Max()));
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBytes()
    {
        var texts = SampleTexts.Catalogue(1500, seed: 3);

        var one = TextModel.Fit(texts, new() { Dimensions = 24 }, threads: 1);
        var four = TextModel.Fit(texts, new() { Dimensions = 24 }, threads: 4);

        Assert.Equal(one.ToSafeTensors(), four.ToSafeTensors());
        Assert.Equal(one.EncodeAll(texts, threads: 1), one.EncodeAll(texts, threads: 4));
    }

    [Fact]
    public void Fit_SmallCatalogue_LeavesDirectionsItDoesNotHaveAtZero()
    {
        ProductText[] texts = [new() { Name = "red lamp" }, new() { Name = "red lamp" }];

        var model = TextModel.Fit(texts);

        Assert.Equal(256, model.Dimensions);
        Assert.Equal(1, model.Rank);
        Assert.Equal(1, SampleTexts.Cosine(model, texts[0], texts[1]), 1e-5);
    }

    [Fact]
    public void Fit_NoTexts_KnowsNothing()
    {
        var model = TextModel.Fit([]);

        Assert.Equal(0, model.Terms);
        Assert.All(model.EncodeAll([new() { Name = "lamp" }]), element => Assert.Equal(0, element));
    }

    [Fact]
    public void Fit_Limits_AreKept()
    {
        var texts = SampleTexts.Catalogue(300, seed: 4);

        var model = TextModel.Fit(texts, new() { Dimensions = 4, MaxWords = 7, MaxPieces = 11 });

        Assert.Equal(18, model.Terms);
    }

    [Theory]
    [InlineData("brand")]
    [InlineData("category")]
    [InlineData("tag")]
    public void Encode_FieldWithoutWeight_IsNotRead(string field)
    {
        ProductText Text(string word) => field switch
        {
            "brand" => new() { Name = "lamp", Brand = word },
            "category" => new() { Name = "lamp", Categories = [word] },
            _ => new() { Name = "lamp", Tags = [word] },
        };
        ProductText[] texts = [Text("andes"), Text("andes"), Text("condor"), Text("condor"), new() { Name = "chair" }];
        var read = new TextModelOptions { Dimensions = 4, MinProducts = 1 };
        var unread = read with { BrandWeight = 0, CategoryWeight = 0, TagWeight = 0 };

        Assert.True(SampleTexts.Cosine(TextModel.Fit(texts, read), texts[0], texts[2]) < 0.99);
        Assert.Equal(1, SampleTexts.Cosine(TextModel.Fit(texts, unread), texts[0], texts[2]), 1e-5);
    }

    [Fact]
    public void SafeTensors_RoundTrip_EncodesTheSameBits()
    {
        var texts = SampleTexts.Catalogue(200, seed: 5);
        var model = TextModel.Fit(texts, new() { Dimensions = 16, NameWeight = 2, Language = TextLanguage.Spanish });

        var read = TextModel.FromSafeTensors(model.ToSafeTensors());

        Assert.Equal(model.EncodeAll(texts), read.EncodeAll(texts));
        Assert.Equal(model.ToSafeTensors(), read.ToSafeTensors());
        Assert.Equal((model.Dimensions, model.Rank, model.Terms), (read.Dimensions, read.Rank, read.Terms));
    }

    [Fact]
    public void FromSafeTensors_OtherFile_IsRefused()
    {
        var map = FactorMap.Fit(new float[] { 1, 2 }, 1, new float[] { 1, 2 }, 1, default, 1).ToSafeTensors();

        var exception = Assert.Throws<InvalidDataException>(() => TextModel.FromSafeTensors(map));
        Assert.Contains("ayni.text-model version 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Cancelled_Throws()
    {
        var model = TextModel.Fit(SampleTexts.Catalogue(20, seed: 1), new() { Dimensions = 4 });
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => model.Encode([new() { Name = "lamp" }], new float[4], cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(
            () => TextModel.Fit(SampleTexts.Catalogue(20, seed: 1), cancellationToken: cancelled.Token));
    }

    [Fact]
    public void Encode_WrongShape_IsRefused()
    {
        var model = TextModel.Fit(SampleTexts.Catalogue(20, seed: 1), new() { Dimensions = 4 });

        Assert.Throws<ArgumentException>(() => model.Encode([new() { Name = "lamp" }], new float[5]));
    }

    [Fact]
    public void Encode_OneProduct_TakesWellUnderAMillisecond()
    {
        var texts = SampleTexts.Catalogue(2000, seed: 6);
        var model = TextModel.Fit(texts);
        var vector = new float[model.Dimensions];
        var shortest = TimeSpan.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var text = 0; text < 100; text++)
                model.Encode([texts[text]], vector);
            var elapsed = Stopwatch.GetElapsedTime(started) / 100;
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        // The best of twenty rounds: some 20 µs on a quiet machine.
        Assert.True(
            shortest < TimeSpan.FromMilliseconds(0.5),
            shortest.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }
}
