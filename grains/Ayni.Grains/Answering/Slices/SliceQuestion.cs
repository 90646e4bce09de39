using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>The wide part of a request, for any part of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("ayni.slice-question")]
internal sealed record SliceQuestion
{
    /// <summary>The request.</summary>
    [Id(0)] public required RecommendationRequest Request { get; init; }

    /// <summary>Its scenario, with what the request changes of it.</summary>
    [Id(1)] public required Scenario Scenario { get; init; }

    /// <summary>What the shop says of the shopper.</summary>
    [Id(2)] public required UserProfile Profile { get; init; }

    /// <summary>The product on the page; null for none.</summary>
    [Id(3)] public Product? Context { get; init; }

    /// <summary>The moment of the request.</summary>
    [Id(4)] public required DateTimeOffset Now { get; init; }

    /// <summary>Of what the shopper did, that which can take a product out of the list.</summary>
    [Id(5)] public ImmutableArray<LoggedInteraction> Seen { get; init; } = [];

    /// <summary>The shop's own attributes of the whole catalogue.</summary>
    [Id(6)] public ImmutableArray<SliceAttribute> Attributes { get; init; } = [];

    /// <summary>What scores, in the order of the sums.</summary>
    [Id(7)] public required ImmutableArray<ScorerPlan> Plans { get; init; }

    /// <summary>Candidates wanted of each part.</summary>
    [Id(8)] public required int Count { get; init; }

    /// <summary>Products found before.</summary>
    [Id(9)] public string[] Skipped { get; init; } = [];

    /// <summary>Whether what the candidates are is wanted, to compare or explain them.</summary>
    [Id(10)] public bool WantsFacts { get; init; }

    /// <summary>
    /// Sold-out variants, one a family: those of their siblings alone are wanted that have a better score by them.
    /// Empty: the best are wanted.
    /// </summary>
    [Id(11)] public ImmutableArray<SoldOutVariant> SoldOut { get; init; } = [];

    /// <summary>Products the shopper does not want to be shown.</summary>
    [Id(12)] public string[] Hidden { get; init; } = [];

    /// <summary>The wide part of a request.</summary>
    /// <param name="question">The request.</param>
    /// <param name="plans">What scores.</param>
    /// <param name="attributes">The shop's own attributes of the whole catalogue.</param>
    /// <param name="count">Candidates wanted of each part.</param>
    /// <param name="skipped">Products found before.</param>
    public static SliceQuestion Of(
        Question question,
        ImmutableArray<ScorerPlan> plans,
        ImmutableArray<SliceAttribute> attributes,
        int count,
        IReadOnlySet<string> skipped)
    {
        ArgumentNullException.ThrowIfNull(question);
        var types = question.Scenario.ExcludeSeen.Select(rule => rule.Type).ToHashSet();
        return new SliceQuestion
        {
            Request = question.Request,
            Scenario = question.Scenario,
            Profile = question.Shopper.Profile,
            Context = question.Context,
            Now = question.Now,
            Seen = [.. question.Shopper.History.Where(logged => types.Contains(logged.Interaction.Type))],
            Hidden = [.. question.Shopper.Hidden],
            Attributes = attributes,
            Plans = plans,
            Count = count,
            Skipped = [.. skipped],
            WantsFacts = question.Request.Explain || question.Scenario.Diversity > 0,
        };
    }
}
