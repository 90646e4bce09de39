namespace Ayni.Content.Tests;

public sealed class KeywordModelTests
{
    private static readonly ProductText[] Shop =
    [
        new() { Name = "Red hanging heart lamp", Description = "A lamp for the bedroom." },
        new() { Name = "Hanging heart in white", Description = "For the kitchen" },
        new() { Name = "Hanging heart of tin", Description = "For the kitchen" },
        new() { Name = "Set of lamps", Description = "Two lamps for the kitchen" },
        new() { Name = "Hanging heart garland", Description = "Lamps not included" },
        new() { Name = "Red mug 84029E", Description = "For the kitchen" },
    ];

    [Fact]
    public void Of_Product_IsWhatItSaysOftenAndOthersSeldom()
    {
        var keywords = KeywordModel.Fit(Shop).Of(Shop[0]);

        // The pair stands in four of six products, "lamp" in three, of which two write "lamps"; "red" in two.
        Assert.Equal(["lamps", "red", "hanging heart"], keywords.Select(keyword => keyword.Text));
        Assert.Equal(Math.Log(1 + 2) * Math.Log(1 + (6 / 3.0)), keywords[0].Score, 1e-12);
        Assert.Equal(Math.Log(2) * Math.Log(1 + (6 / 4.0)), keywords[2].Score, 1e-12);
    }

    [Fact]
    public void FromBytes_Written_TellsTheSame()
    {
        var model = KeywordModel.Fit(Shop, new KeywordOptions { Count = 3 });

        var read = KeywordModel.FromBytes(model.ToBytes());

        Assert.Equal(model.ToBytes(), read.ToBytes());
        Assert.Equal(model.Of(Shop).SelectMany(keywords => keywords), read.Of(Shop).SelectMany(keywords => keywords));
    }

    [Theory]
    [InlineData("{}", "of format 0")]
    [InlineData("[", "no keyword counts")]
    public void FromBytes_Others_AreRefused(string text, string expected)
    {
        var refusal = Assert.Throws<InvalidDataException>(
            () => KeywordModel.FromBytes(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PairOfWords_IsOneKeywordAndNotItsWordsAgain()
    {
        var keywords = KeywordModel.Fit(Shop).Of(Shop[1]);

        Assert.Contains("hanging heart", keywords.Select(keyword => keyword.Text));
        Assert.DoesNotContain("hanging", keywords.Select(keyword => keyword.Text));
        Assert.DoesNotContain("heart", keywords.Select(keyword => keyword.Text));
    }

    [Fact]
    public void Of_SmallWordBetween_PartsTwoWords()
    {
        ProductText[] texts =
            [.. Enumerable.Repeat(new ProductText { Name = "lamp for kitchen" }, 4), new() { Name = "chair, table" }];

        Assert.DoesNotContain(
            "lamp kitchen", KeywordModel.Fit(texts).Of(texts[0]).Select(keyword => keyword.Text));
    }

    [Fact]
    public void Of_Spanish_ShowsWordsWithTheirAccents()
    {
        ProductText[] texts =
        [
            new() { Name = "Lámparas de pie para la sala" },
            new() { Name = "Lámpara de mesa para los niños" },
            new() { Name = "Lámpara con pantalla de tela" },
            new() { Name = "Silla para los niños" },
        ];
        var keywords = KeywordModel.Fit(texts).Of(texts[0]).Concat(KeywordModel.Fit(texts).Of(texts[1]));

        Assert.Equal(["lámpara", "niños", "lámpara"], keywords.Select(keyword => keyword.Text));
    }

    [Fact]
    public void Of_CountAndTies_AreTheSameWhateverTheOrder()
    {
        ProductText[] texts = [new() { Name = "blue cup" }, new() { Name = "cup blue" }, new() { Name = "other" }];
        var forward = KeywordModel.Fit(texts, new() { Count = 1 });
        var backward = KeywordModel.Fit([.. texts.Reverse()], new() { Count = 1 });

        Assert.Equal("blue", Assert.Single(forward.Of(texts[1])).Text);
        Assert.Equal(forward.Of(texts).SelectMany(one => one), backward.Of(texts).SelectMany(one => one));
    }

    [Fact]
    public void Of_NothingToSay_IsEmpty()
    {
        var model = KeywordModel.Fit(Shop);

        Assert.Empty(model.Of(new ProductText()));
        Assert.Empty(model.Of(new ProductText { Name = "84029E 12 of the" }));
        Assert.Empty(KeywordModel.Fit([]).Of(Shop[0]));
    }

    [Fact]
    public void Fit_OutOfRange_IsNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { Count = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { MinProducts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { MinPairProducts = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { MinPairShare = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { NameWeight = 11 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeywordModel.Fit([], new() { DescriptionWeight = -1 }));
    }
}
