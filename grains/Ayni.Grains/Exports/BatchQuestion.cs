using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;

namespace Ayni.Grains.Exports;

/// <summary>What is asked for everybody alike.</summary>
internal static class BatchQuestion
{
    /// <summary>The question of somebody who refuses that their history is made use of, and has none.</summary>
    public static Question Of(
        RecommendationRequest request,
        Scenario scenario,
        IndexSnapshot snapshot,
        Func<DemandWindow, float[]?> trends,
        DateTimeOffset now)
    {
        var nobody = ShopperFacts.Nobody with { Profile = new UserProfile { ConsentsToPersonalization = false } };
        return new Question
        {
            Request = request,
            Scenario = scenario,
            Rules = ProductRuleSet.Of(scenario, request, snapshot, null, nobody.Profile, now),
            Shopper = nobody,
            Snapshot = snapshot,
            Trends = trends,
            Cursor = ListCursor.Start,
            Now = now,
        };
    }

    /// <summary>Interactions of a shopper that count: as many as their grain holds.</summary>
    public static int CapacityOf(ServedModel? model) => Math.Max(
        new InteractionWeights().NewestPerUser, model?.Artifact.Options.Weights.NewestPerUser ?? 0);
}
