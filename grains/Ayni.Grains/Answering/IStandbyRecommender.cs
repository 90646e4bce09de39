using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Answers where a grain does not: see <see cref="StandbyRecommender"/>. One a silo.</summary>
public interface IStandbyRecommender
{
    /// <summary>The answer; its <see cref="RecommendationAnswer.DegradedReason"/> is set.</summary>
    /// <param name="userId">Shopper; null: nobody in particular.</param>
    /// <param name="request">What to recommend.</param>
    /// <param name="reason">Why the grain does not answer.</param>
    /// <param name="cancellationToken">Ends the answering.</param>
    Task<RecommendationAnswer> AnswerAsync(
        string? userId, RecommendationRequest request, string reason, CancellationToken cancellationToken);
}
