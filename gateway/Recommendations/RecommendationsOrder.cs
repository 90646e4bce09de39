using System.Collections.Immutable;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Recommendations;

/// <summary>Lists that one request asks for.</summary>
/// <param name="UserId">Who asks; null: nobody in particular.</param>
/// <param name="Lists">One, or the rails in their order.</param>
/// <param name="IsOne">Whether it is one list that is answered as such.</param>
internal sealed record RecommendationsOrder(string? UserId, ImmutableArray<RecommendationRequest> Lists, bool IsOne);
