using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;

namespace Ayni.Grains.Tests.Answering;

public sealed class ReasonFinderTests
{
    private static readonly IndexSnapshot Snapshot = RandomShop.TableOf(1_000).Current;

    private static readonly Dictionary<string, Product> Past = new()
    {
        ["vase"] = new Product { ProductId = "vase", Name = "Florero", Category = "Hogar > Adornos" },
        ["mattress"] = new Product { ProductId = "mattress", Name = "Colchón", Category = "Hogar > Dormitorio" },
        ["beans"] = new Product { ProductId = "beans", Name = "Habas", Category = "Despensa > Piqueos" },
    };

    [Fact]
    public void Of_PastProductsThatCountTheSame_TheNearestCategoryHoldsBest()
    {
        var reasons = FinderOf(InteractionType.Purchase).Of(
            CandidateOf(popular: false), [], [From("beans", 0.3), From("mattress", 0.3), From("vase", 0.3)]);

        Assert.Equal(
            ["Florero", "Colchón", "Habas"],
            reasons.OrderByDescending(reason => reason.Share).Select(reason => reason.Gaps[0].Value));
        Assert.All(reasons, reason => Assert.Equal(ReasonNames.Bought, reason.Name));
        Assert.Equal(0.3, reasons.Max(reason => reason.Share), 6);
    }

    [Fact]
    public void Of_BestSeller_ThatHoldsTooButNotFirst()
    {
        IReadOnlyList<Origin> one = [From("vase", 1)];

        var best = FinderOf(InteractionType.View).Of(CandidateOf(popular: true), [], one);
        var other = FinderOf(InteractionType.View).Of(CandidateOf(popular: false), [], one);

        Assert.Equal([ReasonNames.Viewed, ReasonNames.PopularInCategory], best.Select(reason => reason.Name));
        Assert.True(best[1].Share < best[0].Share);
        Assert.Equal([ReasonNames.Viewed], other.Select(reason => reason.Name));
    }

    [Fact]
    public void Of_BestSellerThatAnythingLedTo_IsSaidToBeOne()
    {
        var reasons = FinderOf(InteractionType.View).Of(CandidateOf(popular: true), [], [From("beans", 1)]);

        var (chosen, again) = (ReasonChoice.Choose([reasons])[0]!, ReasonChoice.Choose([reasons, reasons])[1]!);

        Assert.Equal(ReasonNames.PopularInCategory, chosen.Name);
        Assert.Equal(ReasonNames.Viewed, again.Name);
    }

    [Theory]
    [InlineData(InteractionType.Purchase, ReasonNames.BoughtBefore)]
    [InlineData(InteractionType.View, ReasonNames.RecentlyViewed)]
    public void Of_WhatTheShopperMet_SaysHow(InteractionType type, string expected)
    {
        var candidate = CandidateOf(popular: false);

        var reasons = FinderOf(type, candidate.ProductId).Of(candidate, [], [From(candidate.ProductId, 1)]);

        Assert.Equal(expected, Assert.Single(reasons).Name);
    }

    private static Origin From(string productId, double score) => new(productId, score, OriginKind.History);

    private static Candidate CandidateOf(bool popular)
    {
        var row = Enumerable.Range(0, Snapshot.Count).First(
            row => popular ? Snapshot.Popularity[row] == 0.875f : Snapshot.Popularity[row] < ReasonFinder.BestSeller);
        return new Candidate
        {
            ProductId = Snapshot.Ids[row],
            Row = row,
            Parts = [1],
            Product = new Product { ProductId = Snapshot.Ids[row], Name = "Jarrón", Category = "Hogar > Adornos" },
        };
    }

    private static ReasonFinder FinderOf(InteractionType type, params string[] met)
    {
        var scenario = new Scenario { Name = "home", Sources = [new(SourceNames.Model, 1)] };
        var request = new RecommendationRequest();
        var profile = new UserProfile();
        return new ReasonFinder(
            new Question
            {
                Request = request,
                Scenario = scenario,
                Rules = ProductRuleSet.Of(scenario, request, Snapshot, null, profile, DateTimeOffset.UnixEpoch),
                Shopper = new ShopperFacts
                {
                    Profile = profile,
                    History =
                    [
                        .. Past.Keys.Concat(met).Select((id, n) => new LoggedInteraction(n + 1, EventOf(id, type))),
                    ],
                },
                Snapshot = Snapshot,
                Cursor = ListCursor.Start,
                Now = DateTimeOffset.UnixEpoch,
            },
            Past.GetValueOrDefault);
    }

    private static Interaction EventOf(string productId, InteractionType type) => new()
    {
        EventId = productId,
        UserId = "u",
        ProductId = productId,
        Type = type,
        Timestamp = DateTimeOffset.UnixEpoch,
    };
}
