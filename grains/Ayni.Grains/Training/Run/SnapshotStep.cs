using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <summary>First step of a run: the log as of a position becomes blocks in the model store.</summary>
/// <param name="log">The log, with those alone who allow training.</param>
/// <param name="files">Files of the run.</param>
/// <param name="rowsRead">Told the rows read so far, now and then, on the thread that reads.</param>
/// <param name="erasures">Numbers erasures, for the lineage; null: it says nothing of them.</param>
public sealed class SnapshotStep(
    IReadableLog log, RunFiles files, IProgress<long>? rowsRead = null, IErasures? erasures = null)
{
    private const int RowsPerReport = 4096;

    /// <summary>Makes the snapshot, or finds it made.</summary>
    /// <param name="model">Model.</param>
    /// <param name="runId">Run.</param>
    /// <param name="options">Options asked for.</param>
    /// <param name="position">Log position.</param>
    /// <param name="active">The version that answers now; null if none does.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="AyniException"><c>model_refused</c>: nothing in the log says what anybody likes.</exception>
    public async Task<RunPlan> RunAsync(
        string model, string runId, TrainingOptions options, long position, ModelVersion? active,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (await files.FindPlanAsync(model, runId, cancellationToken) is { } made)
            return made;
        var referenceTime = await FindReferenceTimeAsync(position, cancellationToken);

        // The number first: who is erased while the log is read may be in the snapshot.
        long? erasure = erasures is null ? null : await erasures.GetNewestAsync(cancellationToken);
        var (snapshot, rows) = await ReadAsync(options, position, referenceTime, active, cancellationToken);
        if (snapshot.ByUser.EntryCount == 0)
        {
            throw new AyniException(
                ErrorCodes.ModelRefused,
                $"The log holds no interaction with a product and a weight over 0 up to position {position}. "
                + "Send interactions, or raise the type weights, then train again.");
        }

        RunPlan.ThrowIfTooLarge(FactorSide.Users, snapshot.UserIds.Length, options.Rank);
        RunPlan.ThrowIfTooLarge(FactorSide.Products, snapshot.ProductIds.Length, options.Rank);
        var byProduct = snapshot.ByUser.Transpose();
        var plan = PlanOf(model, runId, options, position, referenceTime, snapshot, byProduct) with
        {
            ActiveVersion = active?.Version,
            ActiveOptions = active?.Options,
            Interactions = rows,
            Erasure = erasure,
        };
        await files.WriteSnapshotAsync(plan, snapshot, byProduct, cancellationToken);
        return plan;
    }

    /// <summary>
    /// Timestamp of the newest interaction with a product as of a position: it depends on log and position alone.
    /// </summary>
    private async Task<DateTimeOffset> FindReferenceTimeAsync(long position, CancellationToken cancellationToken)
    {
        var newest = DateTimeOffset.UnixEpoch;
        await foreach (var count in log.CountByProductAsOfAsync(position, cancellationToken))
            newest = count.LastTimestamp > newest ? count.LastTimestamp : newest;
        return newest;
    }

    private async Task<(Snapshot Snapshot, long Rows)> ReadAsync(
        TrainingOptions options, long position, DateTimeOffset referenceTime, ModelVersion? active,
        CancellationToken cancellationToken)
    {
        var builder = new SnapshotBuilder(options, referenceTime, active);
        var rows = log.ReadByUserAsOfAsync(position, options.Weights.NewestPerUser, cancellationToken);
        var count = 0L;
        await foreach (var row in rows)
        {
            builder.Add(row);
            if (++count % RowsPerReport == 0)
                rowsRead?.Report(count);
        }

        return (builder.Build(cancellationToken), count);
    }

    private static RunPlan PlanOf(
        string model, string runId, TrainingOptions options, long position, DateTimeOffset referenceTime,
        Snapshot snapshot, CsrMatrix byProduct) => new()
        {
            Model = model,
            RunId = runId,
            Options = options with { Positives = snapshot.Positives },
            AsOfPosition = position,
            ReferenceTime = referenceTime,
            CodeVersion = RunPlan.CurrentCodeVersion,
            Users = snapshot.UserIds.Length,
            Products = snapshot.ProductIds.Length,
            Pairs = snapshot.ByUser.EntryCount,
            JudgedUsers = snapshot.HeldOut.EntryCount,
            Search = snapshot.Searched.EntryCount == 0
                ? null
                : SearchSample.SizeOf(snapshot.ByUser, snapshot.Searched, options.Seed),
            SnapshotHash = snapshot.ByUser.ContentHash(),
            UserBlockHashes = Hashes(snapshot.ByUser, options.Blocks),
            ProductBlockHashes = Hashes(byProduct, options.Blocks),
        };

    private static string[] Hashes(CsrMatrix rows, int wantedBlocks)
    {
        var starts = RowChunks.BlockStarts(rows.Rows, RunPlan.BlocksOf(rows.Rows, wantedBlocks));
        return [.. starts.Zip(starts.Skip(1), (from, to) => rows.SliceRows(from, to - from).ContentHash())];
    }
}
