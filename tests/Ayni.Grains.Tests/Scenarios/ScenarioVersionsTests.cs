using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Scenarios;

namespace Ayni.Grains.Tests.Scenarios;

public sealed class ScenarioVersionsTests
{
    private static readonly Scenario Home = ShippedScenarios.All[ShippedScenarios.Home];

    [Fact]
    public void Put_Twice_MakesTwoVersionsAndKeepsTheFirst()
    {
        var (one, first) = ScenarioVersions.Put(new ScenarioLibraryState(), Home with { Count = 4 });
        var (two, second) = ScenarioVersions.Put(one, Home with { Count = 5 });

        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(5, ScenarioVersions.ViewOf(two).Scenarios[Home.Name].Count);
        Assert.Equal(4, ScenarioVersions.Find(two, Home.Name, 1).Count);
        Assert.Equal(Home, ScenarioVersions.Find(two, Home.Name, 0));
        Assert.Equal(2, two.Revision);
    }

    [Fact]
    public void Put_WhatIsThereAlready_ChangesNothing()
    {
        var (one, _) = ScenarioVersions.Put(new ScenarioLibraryState(), Home with { Diversity = 0.3 });

        var (two, again) = ScenarioVersions.Put(one, Home with { Diversity = 0.3, Sources = [.. Home.Sources] });

        Assert.Same(one, two);
        Assert.Equal(1, again.Version);
    }

    [Fact]
    public void Put_MoreVersionsThanAreKept_DropsTheOldest()
    {
        var state = new ScenarioLibraryState();
        for (var n = 1; n <= ScenarioVersions.MaxVersions + 2; n++)
            (state, _) = ScenarioVersions.Put(state, Home with { Count = n });

        Assert.Equal(ScenarioVersions.MaxVersions, state.Versions.Length);
        var refusal = Assert.Throws<AyniException>(() => ScenarioVersions.Find(state, Home.Name, 1));
        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
    }

    [Fact]
    public void Delete_AShippedName_BringsBackTheShippedOne()
    {
        var (written, _) = ScenarioVersions.Put(new ScenarioLibraryState(), Home with { Count = 4 });

        var deleted = ScenarioVersions.Delete(written, Home.Name)!;

        Assert.Equal(Home, ScenarioVersions.ViewOf(deleted).Scenarios[Home.Name]);
        Assert.Null(ScenarioVersions.Delete(deleted, Home.Name));
    }

    [Fact]
    public void Block_Anything_HoldsForAllScenariosAndIsNoPartOfThem()
    {
        var blocked = new BlockedProducts { Products = ["a"], Categories = ["Hogar"] };
        var (written, _) = ScenarioVersions.Put(new ScenarioLibraryState(), Home with { Count = 4 });

        var state = ScenarioVersions.Block(written, blocked);
        var view = ScenarioVersions.ViewOf(state);

        Assert.All(view.Scenarios.Values, scenario => Assert.Equal(blocked, scenario.Blocked));
        Assert.Equal(written.Revision + 1, view.Revision);
        Assert.Null(ScenarioVersions.Find(state, Home.Name, null).Blocked);
        Assert.Same(state, ScenarioVersions.Put(state, view.Scenarios[Home.Name]).State);
        Assert.Same(state, ScenarioVersions.Block(state, blocked with { Products = ["a"] }));
        var free = ScenarioVersions.Block(state, new BlockedProducts());
        Assert.All(ScenarioVersions.ViewOf(free).Scenarios.Values, scenario => Assert.Null(scenario.Blocked));
    }

    [Theory]
    [InlineData("Products", "")]
    [InlineData("Products", "..")]
    [InlineData("Categories", "")]
    public void ProblemOf_BlockedWithSomethingWrong_NamesItsField(string field, string text) => Assert.Equal(
        field,
        ScenarioRules.ProblemOf(
            field == "Products"
                ? new BlockedProducts { Products = [text] }
                : new BlockedProducts { Categories = [text] })?.Field);

    [Fact]
    public void Find_Unknown_SaysWhichThereAre()
    {
        var refusal = Assert.Throws<AyniException>(
            () => ScenarioVersions.Find(new ScenarioLibraryState(), "hom", null));

        Assert.Contains("home", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shipped_All_AreValid() => Assert.All(ShippedScenarios.All.Values, scenario =>
    {
        Assert.Null(ScenarioRules.ProblemOf(scenario));
        Assert.Null(ScenarioExpressions.ProblemOf(scenario));
    });

    [Fact]
    public void ProblemOf_AnExpressionThatCannotBeRead_NamesItsField()
    {
        var problem = ScenarioExpressions.ProblemOf(
            Home with { Boosters = [new BoosterRule("product.price >", "cheap")] });

        Assert.Equal("Boosters.cheap", problem!.Field);
    }
}
