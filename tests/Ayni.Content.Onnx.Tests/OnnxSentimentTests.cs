using Ayni.Testing;

namespace Ayni.Content.Onnx.Tests;

public sealed class OnnxSentimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_Text_IsTheMeanOfClassesByProbability()
    {
        TinyClassifier.Write(_folder.Path, classes: 3);
        using var sentiment = OnnxSentiment.Open(new() { Path = _folder.Path });

        var scores = sentiment.Score(["good", "bad", "plain", ""]);

        // [CLS] good [SEP]: logits (0, 0, 3); e³ − 1 over e³ + 2.
        var expected = (Math.Exp(3) - 1) / (Math.Exp(3) + 2);
        Assert.Equal(expected, scores[0].Score, 1e-6);
        Assert.Equal(-expected, scores[1].Score, 1e-6);
        Assert.Equal([0, 0], scores.Skip(2).Select(score => Math.Round(score.Score, 6)));
        Assert.Equal(
            [SentimentLabel.Positive, SentimentLabel.Negative, SentimentLabel.Neutral],
            scores.Take(3).Select(score => score.Label));
    }

    [Fact]
    public void Score_FiveStars_AreSpreadEvenly()
    {
        TinyClassifier.Write(_folder.Path, classes: 5);
        using var sentiment = OnnxSentiment.Open(new() { Path = _folder.Path });

        var expected = (Math.Exp(3) - 1) / (Math.Exp(3) + 4);
        Assert.Equal(expected, sentiment.Score(["good"])[0].Score, 1e-6);
    }

    [Fact]
    public void Score_GivenClassScores_AreTaken()
    {
        TinyClassifier.Write(_folder.Path, classes: 2);
        using var sentiment = OnnxSentiment.Open(new() { Path = _folder.Path, ClassScores = [1, -1] });

        Assert.Equal(SentimentLabel.Negative, sentiment.Score(["good"])[0].Label);
    }

    [Fact]
    public void Open_OtherNumberOfClassScores_IsRefused()
    {
        TinyClassifier.Write(_folder.Path, classes: 3);

        var exception = Assert.Throws<InvalidDataException>(
            () => OnnxSentiment.Open(new() { Path = _folder.Path, ClassScores = [-1, 1] }));

        Assert.Contains("3 classes and ClassScores 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Encoder_IsNoClassifier()
    {
        TinyClassifier.Write(_folder.Path, classes: 3, isReduced: false);

        var exception = Assert.Throws<InvalidDataException>(() => OnnxSentiment.Open(new() { Path = _folder.Path }));

        Assert.Contains("texts × classes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoModel_NamesTheOption() => Assert.Contains(
        "Ayni:SentimentModel",
        Assert.Throws<FileNotFoundException>(() => OnnxSentiment.Open(new() { Path = _folder.Path })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Validated_OutOfRange_IsNamed()
    {
        var options = new OnnxSentimentOptions { Path = "p" };

        Assert.Equal(options, options.Validated());
        Assert.Throws<ArgumentException>(() => (options with { Path = " " }).Validated());
        Assert.Throws<ArgumentException>(() => (options with { ClassScores = [2] }).Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => (options with { MaxTokens = 7 }).Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => (options with { BatchSize = 0 }).Validated());
        Assert.Throws<ArgumentOutOfRangeException>(() => (options with { Threads = -1 }).Validated());
    }
}
