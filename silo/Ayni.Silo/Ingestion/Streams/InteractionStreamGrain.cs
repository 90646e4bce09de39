using Ayni.Domain;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Interactions;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Ayni.Silo.Ingestion.Streams;

/// <summary>
/// Appends what is published to one stream. Subscribed implicitly: the stream's agent activates it wherever there is a
/// silo, so neither a subscription nor a consumer can be lost. A delivery is acknowledged by returning, which is after
/// the commit; one that throws is delivered again.
/// </summary>
[GrainType("ayni.interaction-stream")]
[ImplicitStreamSubscription(InteractionStream.Namespace)]
internal sealed partial class InteractionStreamGrain(
    IInteractionLog log,
    OwnTypes types,
    IngestionRuns runs,
    TimeProvider clock,
    ILogger<InteractionStreamGrain> logger)
    : Grain, IGrainWithStringKey, IStreamSubscriptionObserver, IAsyncBatchObserver<Interaction>
{
    /// <summary>Name in metrics and logs.</summary>
    public const string Source = "stream";

    private readonly IngestionStatus _status = runs.StatusOf(Source);

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<Interaction>().ResumeAsync(this);

    public async Task OnNextAsync(IList<SequentialItem<Interaction>> items)
    {
        var now = clock.GetUtcNow();
        var valid = new List<Interaction>(items.Count);
        foreach (var item in items)
        {
            if ((InteractionRules.ProblemOf(item.Item, now) ?? await ProblemOfTypeAsync(item.Item)) is not { } problem)
                valid.Add(item.Item);
            else
                Refuse(item.Item, problem);
        }

        if (valid.Count == 0)
            return;
        try
        {
            _status.CountAppended(valid, await log.AppendAsync(valid, CancellationToken.None));
        }
        catch (Exception failure)
        {
            _status.CountFailure();
            LogAppendFailed(valid.Count, failure.Message);
            throw;
        }
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(ex.Message);
        return Task.CompletedTask;
    }

    // Asked only where the type is the shop's own, and again where it is not known.
    private async ValueTask<InvalidField?> ProblemOfTypeAsync(Interaction interaction)
    {
        if (interaction.CustomType is not { } name || types.Current.Find(name) is not null
            || (await types.RefreshAsync(CancellationToken.None)).Find(name) is not null)
            return null;
        return new InvalidField(
            nameof(Interaction.CustomType), FieldFault.OutOfRange,
            $"'{name}' is not declared. PUT /v1/interaction-types/{name} declares it.");
    }

    private void Refuse(Interaction interaction, InvalidField problem)
    {
        _status.CountRefused(1);
        LogRefused(this.GetPrimaryKeyString(), interaction?.EventId, problem.Field, problem.Reason);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "stream {Key}: refused the event '{EventId}': {Field}: {Reason}")]
    private partial void LogRefused(string key, string? eventId, string field, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "stream: a commit of {Events} events is tried again: {Reason}")]
    private partial void LogAppendFailed(int events, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "stream: the provider reports: {Reason}")]
    private partial void LogStreamFailed(string reason);
}
