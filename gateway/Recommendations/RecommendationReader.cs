using Ayni.GrainInterfaces.Answering;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Training;

namespace Ayni.Gateway.Recommendations;

/// <summary>
/// Asks a shopper's grain, within a deadline. Past it, or where the grain's silo was just lost, the answer is made here
/// from what this process has: a page that waits sells nothing.
/// </summary>
/// <param name="grains">Reaches the grains.</param>
/// <param name="options">The deadline.</param>
/// <param name="time">Measures it.</param>
/// <param name="metrics">Measures the answers.</param>
/// <param name="standby">Answers here; null in a process without a silo.</param>
internal sealed class RecommendationReader(
    IGrainFactory grains,
    GatewayOptions options,
    TimeProvider time,
    RecommendationMetrics metrics,
    IStandbyRecommender? standby = null)
{
    /// <summary>The answer for a shopper; null: for nobody in particular.</summary>
    public async Task<RecommendationAnswer> ReadAsync(
        string? userId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        try
        {
            var answer = await AnswerAsync(userId, request, cancellationToken);
            metrics.Answered(answer, time.GetElapsedTime(begun));
            return answer;
        }
        catch (Exception fault)
        {
            metrics.Failed(fault, cancellationToken.IsCancellationRequested, time.GetElapsedTime(begun));
            throw;
        }
    }

    private async Task<RecommendationAnswer> AnswerAsync(
        string? userId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(userId, request, cancellationToken);
        }
        catch (Exception fault) when (
            standby is not null && TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return await standby.AnswerAsync(userId, request, ReasonOf(fault), cancellationToken);
        }
    }

    private async Task<RecommendationAnswer> AskAsync(
        string? userId, RecommendationRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ReadDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var answering = userId is null
            ? grains.GetGrain<IAnswerGrain>(0).Answer(request, either.Token)
            : grains.GetGrain<IUserGrain>(userId).Recommend(request, either.Token);
        return await answering.WaitAsync(either.Token);
    }

    private string ReasonOf(Exception fault) => fault is OperationCanceledException
        ? $"the shopper's grain did not answer within {options.ReadDeadline.TotalMilliseconds:F0} ms"
        : "the shopper's grain cannot be reached";
}
