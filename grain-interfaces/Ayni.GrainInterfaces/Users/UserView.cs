using System.Collections.Immutable;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;

namespace Ayni.GrainInterfaces.Users;

/// <summary>A shopper as the grain sees them.</summary>
[GenerateSerializer, Immutable, Alias("ayni.user-view")]
public sealed record UserView
{
    /// <summary>User id.</summary>
    [Id(0)] public required string UserId { get; init; }

    /// <summary>Profile; the default one if none was stored.</summary>
    [Id(1)] public required UserProfile Profile { get; init; }

    /// <summary>Recent interactions, newest first.</summary>
    [Id(2)] public required ImmutableArray<LoggedInteraction> Recent { get; init; }

    /// <summary>
    /// Interactions held in all: at most <see cref="InteractionWeights.NewestPerUser"/> with a product and 256 without.
    /// </summary>
    [Id(3)] public required int InteractionCount { get; init; }

    /// <summary>Log position applied.</summary>
    [Id(4)] public required long Position { get; init; }
}
