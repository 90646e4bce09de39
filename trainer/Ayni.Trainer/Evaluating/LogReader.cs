using System.Runtime.CompilerServices;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>Reads the log as of its head, user after user, as training does.</summary>
internal sealed class LogReader
{
    private const int MaxNewestPerUser = 65_536;
    private const int ReportEvery = 50_000;

    private readonly IInteractionLog _log;
    private readonly IProgress<StepProgress> _progress;

    private LogReader(IInteractionLog log, long head, IProgress<StepProgress> progress) =>
        (_log, Head, _progress) = (log, head, progress);

    /// <summary>Position read up to.</summary>
    public long Head { get; }

    /// <summary>Time of the newest interaction.</summary>
    public DateTimeOffset Newest { get; private set; }

    /// <summary>Finds head and newest interaction.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the log is empty.</exception>
    public static async Task<LogReader> OpenAsync(
        IInteractionLog log, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var reader = new LogReader(log, await log.GetHeadAsync(cancellationToken), progress);
        var newest = DateTimeOffset.MinValue;
        await foreach (var logged in reader.ReadAsync("Finding the newest", cancellationToken))
        {
            if (logged.Interaction.Timestamp > newest)
                newest = logged.Interaction.Timestamp;
        }

        reader.Newest = newest > DateTimeOffset.MinValue
            ? newest
            : throw new AyniException(
                ErrorCodes.Invalid, "The log holds no interaction with a product: import or generate some first.");
        return reader;
    }

    /// <summary>One user's interactions after the other, each oldest first by position.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LoggedInteraction>> ReadUsersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ofUser = new List<LoggedInteraction>();
        await foreach (var logged in ReadAsync("Reading the log", cancellationToken))
        {
            if (ofUser.Count > 0 && ofUser[0].Interaction.UserId != logged.Interaction.UserId)
            {
                yield return ofUser;
                ofUser = [];
            }

            ofUser.Add(logged);
        }

        if (ofUser.Count > 0)
            yield return ofUser;
    }

    private async IAsyncEnumerable<LoggedInteraction> ReadAsync(
        string step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long read = 0;
        await foreach (var logged in _log.ReadByUserAsOfAsync(Head, MaxNewestPerUser, cancellationToken))
        {
            if (++read % ReportEvery == 0)
                _progress.Report(new StepProgress(step, (double)read / Head, read, "interactions"));
            yield return logged;
        }

        _progress.Report(new StepProgress(step, 1, read, "interactions"));
    }
}
