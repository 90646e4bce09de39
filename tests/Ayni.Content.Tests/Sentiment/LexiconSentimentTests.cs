namespace Ayni.Content.Tests;

public sealed class LexiconSentimentTests
{
    [Theory]
    [InlineData("bueno", "muy bueno")]
    [InlineData("malo", "bueno")]
    [InlineData("no es bueno", "es bueno")]
    [InlineData("es malo", "no es malo")]
    [InlineData("no abriga nada", "abriga")]
    [InlineData("no es bueno", "no, es bueno")]
    [InlineData("bonito pero malo", "malo pero bonito")]
    [InlineData("está bueno", "está bueno!!")]
    [InlineData("está bueno", "está BUENO")]
    [InlineData("llegó", "llegó 👍")]
    [InlineData("llegó 👎🏽", "llegó")]
    [InlineData("llegó :(", "llegó :)")]
    [InlineData("good", "very good")]
    [InlineData("not good", "good")]
    [InlineData("slightly good", "good")]
    [InlineData("good but broken", "broken but good")]
    [InlineData("the zip isn't good", "the zip is good")]
    public void Score_TwoTexts_TheSecondIsMorePleased(string less, string more) =>
        Assert.True(LexiconSentiment.Score(less).Score < LexiconSentiment.Score(more).Score);

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("12345 !!!")]
    [InlineData("El paquete trae seis rollos")]
    public void Score_NothingKnown_IsNeutral(string text) =>
        Assert.Equal(new TextSentiment(0, SentimentLabel.Neutral), LexiconSentiment.Score(text));

    // bueno 2: 2 / √(4 + 15). No bueno: −1.48. Muy bueno: 2.293.
    [Theory]
    [InlineData("bueno", 2)]
    [InlineData("no bueno", -1.48)]
    [InlineData("muy bueno", 2.293)]
    [InlineData("bueno!", 2.292)]
    public void Score_RulesOfVader_AddUp(string text, double sum) => Assert.Equal(
        sum / Math.Sqrt((sum * sum) + 15), LexiconSentiment.Score(text, TextLanguage.Spanish).Score, 1e-12);

    [Fact]
    public void Score_WithoutAccentsOrInCapitals_IsTheSame()
    {
        Assert.Equal(LexiconSentiment.Score("Pésimo servicio"), LexiconSentiment.Score("pesimo servicio"));
        Assert.Equal(LexiconSentiment.Score("me encantó"), LexiconSentiment.Score("ME ENCANTÓ"));
    }

    [Fact]
    public void Score_Phrase_CountsBeforeItsWords()
    {
        Assert.Equal(SentimentLabel.Negative, LexiconSentiment.Score("no vale la pena").Label);
        Assert.Equal(SentimentLabel.Positive, LexiconSentiment.Score("vale la pena").Label);
        Assert.Equal(SentimentLabel.Neutral, LexiconSentiment.Score("cinco, estrellas").Label);
    }

    [Fact]
    public void Score_OneEnglishWord_IsReadInEnglish() =>
        Assert.Equal(SentimentLabel.Positive, LexiconSentiment.Score("Awesome").Label);

    [Fact]
    public void Score_VeryLongText_StaysWithinItsRange()
    {
        var score = LexiconSentiment.Score(string.Concat(Enumerable.Repeat("excelente ", 100_000))).Score;

        Assert.InRange(score, 0.99, 1);
    }

    [Fact]
    public void Score_Many_IsInTheirOrder()
    {
        var scores = new LexiconSentiment().Score(["bueno", "malo", ""]);

        Assert.Equal(
            [SentimentLabel.Positive, SentimentLabel.Negative, SentimentLabel.Neutral],
            scores.Select(score => score.Label));
    }

    [Theory]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Of_OutOfRange_IsRefused(double score) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextSentiment.Of(score));
}
