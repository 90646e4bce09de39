using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;

namespace Ayni.Grains.Tests.Answering;

public sealed class ListMakerTests
{
    [Fact]
    public void Fill_WithoutRules_IsByScoreThenId()
    {
        var list = Fill(new ListRules { Count = 3 }, Of("b", 1), Of("a", 1), Of("c", 2), Of("d", 0.5));

        Assert.Equal(["c", "a", "b"], Ids(list));
    }

    [Fact]
    public void Fill_Variants_GivesTheBestOfAFamily()
    {
        Candidate[] candidates =
        [
            Of("eggs-12", 3, parent: "eggs"), Of("eggs-6", 2, parent: "eggs"), Of("eggs", 1.5), Of("milk", 1),
        ];

        var list = Fill(new ListRules { Count = 4 }, candidates);

        Assert.Equal(["eggs-12", "milk"], Ids(list));
        Assert.Equal(RuleNames.Variants, candidates[1].DroppedBy);
        Assert.Equal(RuleNames.Variants, candidates[2].DroppedBy);
    }

    [Fact]
    public void Fill_AllowingVariants_GivesThemAll() => Assert.Equal(
        ["a", "b"],
        Ids(Fill(
            new ListRules { Count = 2, AllowsVariants = true }, Of("a", 2, parent: "p"), Of("b", 1, parent: "p"))));

    [Fact]
    public void Reserve_AFamilyOnThePage_KeepsItsSiblingsOut()
    {
        var maker = new ListMaker(new ListRules { Count = 2 }, (_, _) => 0);
        maker.Reserve(["p"]);

        maker.Fill([Of("a", 2, parent: "p"), Of("p", 2), Of("b", 1)]);

        Assert.Equal(["b"], Ids(maker.List));
    }

    [Fact]
    public void Fill_MostOfABrandAndACategory_AreKept()
    {
        var list = Fill(
            new ListRules { Count = 10, MaxPerBrand = 1, MaxPerCategory = 2 },
            Of("a", 9, brand: "X", category: "C"), Of("b", 8, brand: "x", category: "C"),
            Of("c", 7, brand: "Y", category: "C"), Of("d", 6, brand: "Z", category: "C"), Of("e", 5));

        Assert.Equal(["a", "c", "e"], Ids(list));
    }

    [Fact]
    public void Fill_LeastScore_DropsWhatIsUnderIt()
    {
        var under = Of("b", 0.4);

        var list = Fill(new ListRules { Count = 3, MinScore = 0.5 }, Of("a", 0.5), under);

        Assert.Equal(["a"], Ids(list));
        Assert.Equal(RuleNames.MinScore, under.DroppedBy);
    }

    // 0.5 · 0.9 − 0.5 · 1 is less than 0.5 · 0.6 − 0.5 · 0.
    [Fact]
    public void Fill_Diverse_PrefersWhatIsUnlike()
    {
        Candidate[] candidates = [Of("lamp1", 1), Of("lamp2", 0.9), Of("mug1", 0.6), Of("mug2", 0.1)];

        var list = Fill(
            new ListRules { Count = 3, Diversity = 0.5 }, candidates,
            (one, other) => one.ProductId[0] == other.ProductId[0] ? 1 : 0);

        Assert.Equal(["lamp1", "mug1", "lamp2"], Ids(list));
    }

    [Fact]
    public void Fill_ShareForNew_GivesThemTheirPlaces()
    {
        Candidate[] candidates =
        [
            .. Enumerable.Range(0, 10).Select(n => Of($"old{n}", 10 - n)), Of("new1", 0.2, isNew: true),
            Of("new2", 0.1, isNew: true), Of("new3", 0.05, isNew: true),
        ];

        var list = Fill(new ListRules { Count = 8, NewShare = 0.25 }, candidates);

        Assert.Equal(["old0", "old1", "old2", "new1", "old3", "old4", "old5", "new2"], Ids(list));
    }

    [Fact]
    public void Fill_ShareForNew_WithoutAny_LeavesNoPlaceFree() => Assert.Equal(
        ["a", "b"], Ids(Fill(new ListRules { Count = 2, NewShare = 1 }, Of("a", 2), Of("b", 1))));

    [Fact]
    public void Pin_TakesItsPlace_AndItsFamily()
    {
        var maker = new ListMaker(new ListRules { Count = 3 }, (_, _) => 0);

        Assert.True(maker.Pin(Of("ad", 0, parent: "p"), 2));
        Assert.False(maker.Pin(Of("other", 0), 2));
        maker.Fill([Of("a", 3), Of("q", 2, parent: "p"), Of("b", 1)]);

        Assert.Equal(["a", "ad", "b"], Ids(maker.List));
    }

    [Fact]
    public void Fill_Again_FillsWhatIsFree()
    {
        var maker = new ListMaker(new ListRules { Count = 3 }, (_, _) => 0);
        maker.Fill([Of("a", 1)]);

        maker.Fill([Of("a", 9), Of("b", 5), Of("c", 4)]);

        Assert.Equal(["a", "b", "c"], Ids(maker.List));
        Assert.Equal(0, maker.Free);
    }

    private static IReadOnlyList<Candidate> Fill(ListRules rules, params Candidate[] candidates) =>
        Fill(rules, candidates, (_, _) => 0);

    private static IReadOnlyList<Candidate> Fill(
        ListRules rules, Candidate[] candidates, Func<Candidate, Candidate, double> likeness)
    {
        var maker = new ListMaker(rules, likeness);
        maker.Fill(candidates);
        return maker.List;
    }

    private static IEnumerable<string> Ids(IEnumerable<Candidate> list) =>
        list.Select(candidate => candidate.ProductId);

    private static Candidate Of(
        string id, double score, string? parent = null, string? brand = null, string? category = null,
        bool isNew = false) => new()
        {
            ProductId = id,
            Row = 0,
            Parts = [],
            Score = score,
            IsNew = isNew,
            Product = new Product
            {
                ProductId = id,
                Name = id,
                ParentId = parent,
                Brand = brand,
                Category = category,
            },
        };
}
