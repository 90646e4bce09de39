namespace Ayni.Content.Tests;

public sealed class LanguageTests
{
    public static TheoryData<string[], TextLanguage> Catalogues => new()
    {
        { ["Lamp for the table", "Set of two cups", "Red chair"], TextLanguage.English },
        { ["Lámpara para la mesa", "Juego de dos tazas con plato", "Silla roja"], TextLanguage.Spanish },
        { ["Luminária para a mesa", "Jogo de xícaras com pires", "Cadeira da sala"], TextLanguage.Portuguese },
        { ["Lámpara", "Muñeca", "Silla"], TextLanguage.Spanish },
        { ["XK-200", "B12"], TextLanguage.English },
    };

    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Fit_Catalogue_SeesItsLanguage(string[] names, TextLanguage language)
    {
        var model = TextModel.Fit([.. names.Select(name => new ProductText { Name = name })]);

        Assert.Equal(language, model.MainLanguage);
    }

    [Fact]
    public void Encode_TwoLanguages_EachProductHasItsOwnSmallWords()
    {
        // "con" is a small word in Spanish alone: known in an English text, not read in a Spanish one.
        ProductText[] texts =
        [
            .. Enumerable.Repeat(new ProductText { Name = "the con of the year is a book for all of us" }, 6),
            .. Enumerable.Repeat(new ProductText { Name = "taza con plato para los desayunos" }, 2),
        ];
        var model = TextModel.Fit(texts, new() { Dimensions = 8, MaxPieces = 0 });

        Assert.Equal(TextLanguage.English, model.MainLanguage);
        Assert.Equal(0, SampleTexts.Cosine(model, texts[0], texts[7]), 1e-5);
    }

    [Theory]
    [InlineData("MUÑECA", "MUNECA")]
    [InlineData("también", "tambien")]
    [InlineData("coração", "coracao")]
    [InlineData("straße", "strasse")]
    [InlineData("lamp 12", "lamp 12")]
    [InlineData("", "")]
    public void Fold_Accents_AreTakenOff(string text, string folded) => Assert.Equal(folded, AccentFolding.Fold(text));

    [Fact]
    public void Fit_SmallWordWithoutItsAccent_IsNoTerm()
    {
        ProductText[] texts = [new() { Name = "lámpara también" }, new() { Name = "lampara tambien" }];

        Assert.Equal(1, TextModel.Fit(texts, new() { MaxPieces = 0, Language = TextLanguage.Spanish }).Terms);
    }

    [Fact]
    public void Fit_GivenLanguage_IsTaken() => Assert.Equal(
        TextLanguage.Portuguese,
        TextModel.Fit([new() { Name = "the lamp" }], new() { Language = TextLanguage.Portuguese }).MainLanguage);
}
