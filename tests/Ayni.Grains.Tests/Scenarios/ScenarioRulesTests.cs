using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;

namespace Ayni.Grains.Tests.Scenarios;

public sealed class ScenarioRulesTests
{
    private static readonly Scenario Good = ShippedScenarios.All[ShippedScenarios.Home];

    public static TheoryData<string, Scenario> Bad() => new()
    {
        { "Name", Good with { Name = "Home" } },
        { "Name", Good with { Name = new string('a', ScenarioRules.MaxNameLength + 1) } },
        { "Sources", Good with { Sources = [] } },
        { "Sources", Good with { Sources = [new("nothing", 1)] } },
        { "Sources", Good with { Sources = [new("model", 1), new("model", 2)] } },
        { "Sources.Weight", Good with { Sources = [new("model", 0)] } },
        { "Sources.Weight", Good with { Sources = [new("model", ScenarioRules.MaxWeight + 1)] } },
        { "Sources.Weight", Good with { Sources = [new("model", double.NaN)] } },
        { "Fallbacks", Good with { Fallbacks = ["nothing"] } },
        { "Fallbacks", Good with { Fallbacks = ["popular", "popular"] } },
        { "Count", Good with { Count = 0 } },
        { "Count", Good with { Count = ScenarioRules.MaxCount + 1 } },
        { "Candidates", Good with { Candidates = 0 } },
        { "Candidates", Good with { Candidates = ScenarioRules.MaxCandidates + 1 } },
        { "MaxPerBrand", Good with { MaxPerBrand = 0 } },
        { "MaxPerCategory", Good with { MaxPerCategory = 0 } },
        { "Diversity", Good with { Diversity = -0.1 } },
        { "Diversity", Good with { Diversity = 1.1 } },
        { "Diversity", Good with { Diversity = double.NaN } },
        { "Rotation", Good with { Rotation = 1.1 } },
        { "NewShare", Good with { NewShare = -1 } },
        { "Momentum", Good with { Momentum = ScenarioRules.MaxMomentum + 1 } },
        { "WindowDays", Good with { WindowDays = 0 } },
        { "WindowDays", Good with { WindowDays = ScenarioRules.MaxWindowDays + 1 } },
        { "WindowDays", Good with { Sources = [new(SourceNames.Model, 1)], WindowDays = 7 } },
        { "MinScore", Good with { MinScore = double.PositiveInfinity } },
        { "Objective", Good with { Objective = (Objective)9 } },
        { "ExcludeSeen.Type", Good with { ExcludeSeen = [new((InteractionType)99, null)] } },
        { "ExcludeSeen.WithinDays", Good with { ExcludeSeen = [new(InteractionType.View, 0)] } },
        { "Pinned.Position", Good with { Pinned = [new("p", 0)] } },
        { "Pinned.ProductId", Good with { Pinned = [new("", 1)] } },
        { "Pinned.Position", Good with { Pinned = [new("p", 1), new("q", 1)] } },
        { "Boosters.Expression", Good with { Boosters = [new("", "b")] } },
        { "Boosters", Good with { Boosters = [.. Enumerable.Repeat(new BoosterRule("1", "b"), 17)] } },
        { "ExcludedProducts", Good with { ExcludedProducts = [.. Enumerable.Range(0, 1_001).Select(n => $"{n}")] } },
        { "Filter", Good with { Filter = new string('x', ScenarioRules.MaxTextLength + 1) } },
        { "Texts.es.bought", Good with { Texts = Good.Texts.Add("es.bought", "") } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void ProblemOf_OneThingWrong_NamesItsField(string field, Scenario scenario) =>
        Assert.Equal(field, ScenarioRules.ProblemOf(scenario)?.Field);

    [Fact]
    public void ApplyTo_APatch_AddsWhatAddsAndReplacesTheRest()
    {
        var scenario = Good with
        {
            Filter = "product.stock > 1",
            ExcludedProducts = ["a"],
            Pinned = [new("p", 1), new("q", 2)],
            Diversity = 0.1,
        };
        var patch = new ScenarioPatch
        {
            Filter = "product.price < 9",
            ExcludedProducts = ["b", "a"],
            Pinned = [new("r", 2)],
            Diversity = 0.5,
            ExcludesSeen = false,
        };

        var patched = patch.ApplyTo(scenario);

        Assert.Equal("(product.stock > 1) && (product.price < 9)", patched.Filter);
        Assert.Equal(["a", "b"], patched.ExcludedProducts.AsEnumerable());
        Assert.Equal([new PinnedProduct("p", 1), new PinnedProduct("r", 2)], patched.Pinned.AsEnumerable());
        Assert.Equal(0.5, patched.Diversity);
        Assert.Empty(patched.ExcludeSeen);
        Assert.Equal(scenario.Sources, patched.Sources);
    }

    [Fact]
    public void ApplyTo_AnEmptyPatch_ChangesNothing() =>
        Assert.Equivalent(Good, new ScenarioPatch().ApplyTo(Good), strict: true);
}
