using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading.Channels;
using Ayni.Data.Import;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Imports;
using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Imports;

/// <summary>
/// Takes accepted files in, one import after the other. What a stop leaves over lies in the spool and is taken up at
/// the next start from its first row: rows that are in already do not count twice.
/// </summary>
internal sealed class ImportJobs(
    ImportSpool spool,
    ImportStore store,
    IInteractionLog log,
    ICatalogStore catalog,
    IImportHistory history,
    ImportJobOptions options,
    TimeProvider clock,
    ILogger<ImportJobs> logger) : BackgroundService
{
    /// <summary>How often what is under way is told to the others.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>After so long without a word, the process that had it is taken to be gone.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Channel<LiveImport> _queue = Channel.CreateUnbounded<LiveImport>();
    private readonly ConcurrentDictionary<string, LiveImport> _live = new(StringComparer.Ordinal);

    /// <summary>Refuses where as many wait as may.</summary>
    /// <exception cref="RefusalException"><c>overloaded</c>.</exception>
    public void ThrowIfFull()
    {
        if (_live.Count > options.MaxWaiting)
        {
            throw new RefusalException(
                ErrorCodes.Overloaded,
                $"{_live.Count} imports are under way here, the most there may be. Send the files again when one has "
                + "ended: GET /v1/imports tells.");
        }
    }

    /// <summary>Accepts an import; on return it is durable.</summary>
    public async Task<ImportAnswer> AcceptAsync(SpooledImport request, CancellationToken cancellationToken)
    {
        await spool.AcceptAsync(request, cancellationToken);
        var live = Live(request);
        await store.WriteAsync(live.Answer, CancellationToken.None);
        Enqueue(live);
        return live.Answer;
    }

    /// <summary>An import as it stands; null: there is none of that id.</summary>
    public async Task<ImportAnswer?> FindAsync(string id, CancellationToken cancellationToken) =>
        _live.TryGetValue(id, out var live)
            ? live.Answer
            : Judged(await store.FindAsync(id, cancellationToken));

    /// <summary>The newest imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportAnswer>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var found = new List<ImportAnswer>();
        foreach (var id in (await store.ListAsync(cancellationToken)).Take(limit))
        {
            if (await FindAsync(id, cancellationToken) is { } import)
                found.Add(import);
        }

        return found;
    }

    /// <summary>Ends an import of this process.</summary>
    /// <returns>False: it is not under way here.</returns>
    public bool TryCancel(string id)
    {
        if (!_live.TryGetValue(id, out var live))
            return false;
        live.Cancel();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var left in spool.TakeUp(logger))
            Enqueue(Live(left));
        var beating = BeatAsync(stoppingToken);
        try
        {
            await foreach (var live in _queue.Reader.ReadAllAsync(stoppingToken))
                await RunAsync(live, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is taken up at the next start.
        }

        await beating;
    }

    private async Task RunAsync(LiveImport live, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, live.Cancelled);
        live.Change(answer => answer with { State = ImportState.Running });
        var ended = await DoAsync(live, stopping, either.Token);
        if (ended is null)
            return;
        var answer = live.Change(_ => ended with { EndedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow() });
        await TellAsync(answer);
        spool.Delete(live.Request.Id);
        _live.TryRemove(live.Request.Id, out _);
        live.Dispose();
        await QuietlyAsync(() => PruneAsync(stopping));
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        await store.PruneAsync(cancellationToken);
        spool.PruneRejected((await store.ListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The end of it; null where this process stops in the middle.</summary>
    private async Task<ImportAnswer?> DoAsync(
        LiveImport live, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var request = live.Request;
        try
        {
            return await Task.Run(() => ImportAsync(live, cancellationToken), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return live.Answer with { State = ImportState.Cancelled };
        }
        catch (Exception fault) when (fault is AyniException or ArgumentException)
        {
            return Failed(live, spool.WithoutFolders(request.Id, fault.Message));
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Import {Id} failed", request.Id);
            return Failed(
                live,
                $"{fault.GetType().Name}: {spool.WithoutFolders(request.Id, fault.Message)} Send the files again; rows "
                + "that are in already do not count twice.");
        }
    }

    private async Task<ImportAnswer> ImportAsync(LiveImport live, CancellationToken cancellationToken)
    {
        using var rejected = new SpooledRejectedRows(
            spool.RejectedPathOf(live.Request.Id), options.MaxRejectedBytes);
        try
        {
            return await ImportAsync(live, rejected, cancellationToken) with { RejectedRows = rejected.Written };
        }
        finally
        {
            // Of one that fails or is stopped, too.
            live.Change(answer => answer with { RejectedRows = rejected.Written });
        }
    }

    private async Task<ImportAnswer> ImportAsync(
        LiveImport live, SpooledRejectedRows rejected, CancellationToken cancellationToken)
    {
        var request = live.Request;
        var files = spool.FilesOf(request);
        var mapping = ImportMapping.Parse(request.Mapping, request.Id);
        var lineage = new ImportLineage(log, catalog, history);
        await lineage.BeginAsync(mapping, cancellationToken);
        var result = await new DataImporter(log, catalog, rejected)
            .ImportAsync(files, mapping, request.Options, live, cancellationToken);
        await lineage.EndAsync(files, result, clock.GetUtcNow(), cancellationToken);
        var names = new ImportFiles(
            [.. files.Interactions.Select(path => Path.GetFileName(path))],
            [.. files.Products.Select(path => Path.GetFileName(path))]);
        var problem = ImportVerdict.ProblemOf(names, result);
        return live.Answer with
        {
            State = problem is null ? ImportState.Completed : ImportState.Failed,
            Progress = 1,
            Interactions = files.Interactions.Count == 0 ? null
                : ImportRemedyTexts.OfHttp(RowCounts.Of(result.Interactions)),
            Products = result.Products is { } products ? ImportRemedyTexts.OfHttp(RowCounts.Of(products)) : null,
            Appended = result.Log.Appended,
            Duplicates = result.Log.Duplicates,
            Erased = result.Log.Erased,
            ProductsWritten = result.ProductsWritten,
            Problem = problem is null ? null : ImportRemedyTexts.OfHttp(problem.Message),
        };
    }

    private static ImportAnswer Failed(LiveImport live, string problem) => live.Answer with
    {
        State = ImportState.Failed,
        Problem = ImportRemedyTexts.OfHttp(problem),
    };

    private LiveImport Live(SpooledImport request) => new(request, new ImportAnswer
    {
        Id = request.Id,
        State = ImportState.Queued,
        CreatedAt = request.CreatedAt,
        UpdatedAt = clock.GetUtcNow(),
        Files = request.Files,
        Mapping = JsonDocument.Parse(request.Mapping).RootElement,
        Notes = request.Notes,
    });

    private void Enqueue(LiveImport live)
    {
        _live[live.Request.Id] = live;
        _queue.Writer.TryWrite(live);
    }

    /// <summary>What another process had under way and has not spoken of for long, it has no more.</summary>
    [return: NotNullIfNotNull(nameof(import))]
    private ImportAnswer? Judged(ImportAnswer? import) =>
        import is { IsUnderWay: true } && clock.GetUtcNow() - import.UpdatedAt > Silence
            ? import with
            {
                State = ImportState.Interrupted,
                Problem = "The gateway that took it stopped. It goes on when that gateway starts again; or send the "
                    + "files to another one: rows that are in already do not count twice.",
            }
            : import;

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                foreach (var live in _live.Values)
                {
                    var answer = live.Change(
                        answer => answer.IsUnderWay ? answer with { UpdatedAt = clock.GetUtcNow() } : answer);
                    if (answer.IsUnderWay)
                        await TellAsync(answer);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
    }

    private Task TellAsync(ImportAnswer answer) => QuietlyAsync(() => store.WriteAsync(answer));

    private async Task QuietlyAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault)
        {
            logger.LogWarning("What became of an import could not be told: {Problem}", fault.Message);
        }
    }
}
