using Ayni.Domain.Scenarios;
using Ayni.Grains.Answering;

namespace Ayni.Grains.Tests.Answering;

public sealed class ReasonChoiceTests
{
    private static readonly Scenario Home = ShippedScenarios.All[ShippedScenarios.Home];

    [Fact]
    public void Choose_WhereOthersHoldAsWell_DoesNotSayTheSameTwice()
    {
        IReadOnlyList<Reason> both = [Bought("milk", 0.5), Bought("bread", 0.3)];

        var chosen = ReasonChoice.Choose([both, both, both]);

        Assert.Equal(["milk", "bread", "milk"], chosen.Select(reason => reason!.Gaps[0].Value));
    }

    [Fact]
    public void Choose_ABetterReasonByFar_IsSaidAgain()
    {
        IReadOnlyList<Reason> reasons = [Bought("milk", 0.9), Bought("bread", 0.1)];

        Assert.All(ReasonChoice.Choose([reasons, reasons]), reason => Assert.Equal("milk", reason!.Gaps[0].Value));
    }

    [Fact]
    public void Choose_NoReason_IsNone() => Assert.Null(ReasonChoice.Choose([[]]).Single());

    [Theory]
    [InlineData(null, "Porque compraste Licuadora")]
    [InlineData("es-PE", "Porque compraste Licuadora")]
    [InlineData("en", "Because you bought Licuadora")]
    [InlineData("qu", "Porque compraste Licuadora")]
    public void Say_ALanguage_IsThatOneOrSpanish(string? language, string expected) =>
        Assert.Equal(expected, ReasonTexts.Say(Home, language, Bought("Licuadora", 1)));

    [Fact]
    public void Say_AScenariosOwnSentence_ComesFirst()
    {
        var own = Home with { Texts = Home.Texts.Add("es.bought", "¿Otra vez {product}?") };

        Assert.Equal("¿Otra vez Licuadora?", ReasonTexts.Say(own, "es", Bought("Licuadora", 1)));
    }

    [Fact]
    public void Say_EveryReason_HasASentenceInBothLanguages()
    {
        var names = typeof(ReasonNames).GetFields().Select(field => (string)field.GetValue(null)!).ToArray();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var reason = new Reason(name, 1);
            Assert.NotEmpty(ReasonTexts.Say(Home, "es", reason));
            Assert.NotEqual(ReasonTexts.Say(Home, "es", reason), ReasonTexts.Say(Home, "en", reason));
        }
    }

    private static Reason Bought(string product, double share) =>
        new(ReasonNames.Bought, share, ("product", product));
}
