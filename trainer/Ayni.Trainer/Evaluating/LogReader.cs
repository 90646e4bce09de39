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

    private readonly IReadableLog _log;
    private readonly IProgress<StepProgress> _progress;

    private LogReader(IReadableLog log, long head, IProgress<StepProgress> progress) =>
        (_log, Head, _progress) = (log, head, progress);

    /// <summary>Position read up to.</summary>
    public long Head { get; }

    /// <summary>Time of the newest interaction.</summary>
    public DateTimeOffset Newest { get; private set; }

    /// <summary>Time of the oldest interaction.</summary>
    public DateTimeOffset Oldest { get; private set; }

    /// <summary>How many shoppers did what.</summary>
    public PositiveTally Tally { get; } = new();

    /// <summary>From the oldest interaction to the newest.</summary>
    public TimeSpan Length => Newest - Oldest;

    /// <summary>Finds head, oldest and newest interaction, and who did what.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the log is empty.</exception>
    public static async Task<LogReader> OpenAsync(
        IReadableLog log, IProgress<StepProgress> progress, CancellationToken cancellationToken) =>
        await OpenAsync(log, await log.GetHeadAsync(cancellationToken), progress, cancellationToken);

    /// <summary>The same as of an earlier position.</summary>
    public static async Task<LogReader> OpenAsync(
        IReadableLog log, long head, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var reader = new LogReader(log, head, progress);
        var (oldest, newest) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        await foreach (var ofUser in reader.ReadUsersAsync("Finding the newest", cancellationToken))
        {
            foreach (var time in ofUser.Select(logged => logged.Interaction.Timestamp))
            {
                newest = time > newest ? time : newest;
                oldest = time < oldest ? time : oldest;
            }

            reader.Tally.Add(ofUser.Select(logged => logged.Interaction));
        }

        (reader.Oldest, reader.Newest) = newest > DateTimeOffset.MinValue
            ? (oldest, newest)
            : throw new AyniException(
                ErrorCodes.Invalid, "The log holds no interaction with a product: import or generate some first.");
        return reader;
    }

    /// <summary>One user's interactions after the other, each oldest first by position.</summary>
    public IAsyncEnumerable<IReadOnlyList<LoggedInteraction>> ReadUsersAsync(CancellationToken cancellationToken) =>
        ReadUsersAsync("Reading the log", cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<LoggedInteraction>> ReadUsersAsync(
        string step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ofUser = new List<LoggedInteraction>();
        await foreach (var logged in ReadAsync(step, cancellationToken))
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
