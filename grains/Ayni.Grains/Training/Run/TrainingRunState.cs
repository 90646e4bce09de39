using System.Collections.Immutable;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>
/// What a trainer persists of its run: everything that is not in the run's files. Each transition gives a new state and
/// is pure; done twice, as after a crash, it never moves the progress back.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.training-run-state")]
public sealed record TrainingRunState
{
    private const double SnapshotShare = 0.1;
    private const double SearchShare = 0.35;
    private const double SweepShare = 0.7;
    private const double FitShare = 0.1;
    private const double JudgeShare = 0.07;

    /// <summary>What the world sees.</summary>
    [Id(0)] public TrainingStatus Status { get; init; } = new() { Phase = TrainingPhase.Idle };

    /// <summary>Half-sweeps of which all blocks are done.</summary>
    [Id(1)] public int HalfSweepsDone { get; init; }

    /// <summary>Half-sweep whose blocks have been asked; −1 before the first.</summary>
    [Id(2)] public int HalfSweepAsked { get; init; } = -1;

    /// <summary>
    /// Newest half-sweep that all blocks have stored, and the one before it too: where a run goes on from. −1 before
    /// the first.
    /// </summary>
    [Id(3)] public int HalfSweepStored { get; init; } = -1;

    /// <summary>The search, of a run that makes one.</summary>
    [Id(4)] public SearchState? Search { get; init; }

    /// <summary>A run that starts now.</summary>
    public static TrainingRunState Begin(
        string runId, long position, TrainingOptions options, TrainingReason reason, DateTimeOffset now) =>
        new()
        {
            Status = new TrainingStatus
            {
                RunId = runId,
                Phase = TrainingPhase.Snapshot,
                Options = options,
                AsOfPosition = position,
                StartedAt = now,
                Reason = reason,
            },
        };

    /// <summary>So many rows of the log have been read; at most as many as it has positions.</summary>
    public TrainingRunState Reading(long rows) => Status.Phase != TrainingPhase.Snapshot
        ? this
        : With(Status with { Progress = SnapshotShare * Math.Min(1, rows / Math.Max(1.0, Status.AsOfPosition ?? 1)) });

    /// <summary>The snapshot is in the store; what is judged by is settled with it.</summary>
    public TrainingRunState SnapshotDone(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return With(Status with
        {
            Phase = TrainingPhase.Sweep,
            Options = plan.Options,
            Users = plan.Users,
            Products = plan.Products,
            Pairs = plan.Pairs,
            Search = SearchPlan.NotMade(plan),
            Progress = SnapshotShare,
        });
    }

    /// <summary>The snapshot is in the store; options are searched before the sweeps.</summary>
    public TrainingRunState Searching(RunPlan plan)
    {
        var done = SnapshotDone(plan);
        return done with
        {
            Search = new SearchState { Asked = plan.Options },
            Status = done.Status with
            {
                Phase = TrainingPhase.Search,
                Search = new SearchReport
                {
                    JudgedUsers = plan.Search!.JudgedUsers,
                    FittedUsers = plan.Search.FittedUsers,
                },
            },
        };
    }

    /// <summary>One more trial is made.</summary>
    public TrainingRunState Tried(SearchTrial trial)
    {
        var trials = Status.Search!.Trials.Add(trial);
        var share = Math.Min(1, trials.Length / (double)(SearchPlan.MaxDrawn + SearchPlan.MaxRefined + 2));
        return With(Status with
        {
            Search = Status.Search with { Trials = trials },
            Progress = SnapshotShare + (SearchShare * share),
        });
    }

    /// <summary>The search is over; these options are what the run trains with.</summary>
    public TrainingRunState Settled(TrainingOptions options, ImmutableArray<int> chosen, string end) =>
        With(Status with
        {
            Options = options,
            Search = Status.Search! with { Chosen = chosen, End = end },
            Progress = SnapshotShare + SearchShare,
        }) with
        {
            Search = Search! with { IsSettled = true },
        };

    /// <summary>The plan has what the search chose; the sweeps begin.</summary>
    public TrainingRunState Sweeping() => With(Status with { Phase = TrainingPhase.Sweep });

    /// <summary>The blocks of a half-sweep are about to be asked.</summary>
    public TrainingRunState HalfSweepStarted(int halfSweep, int blocks) => halfSweep <= HalfSweepAsked
        ? this
        : With(Status with { BlocksDone = 0, BlocksTotal = blocks }) with { HalfSweepAsked = halfSweep };

    /// <summary>So many blocks of a half-sweep are done.</summary>
    public TrainingRunState BlocksDone(int halfSweep, int done, int total, int redone)
    {
        var status = Status with { BlocksRedone = Status.BlocksRedone + redone };
        if (halfSweep >= HalfSweepsDone && done >= status.BlocksDone)
            status = status with { BlocksDone = done, Progress = Sweeping(halfSweep + ((double)done / total)) };
        return With(status);
    }

    /// <summary>All blocks of a half-sweep are done.</summary>
    public TrainingRunState HalfSweepDone(int halfSweep) => halfSweep < HalfSweepsDone
        ? this
        : With(Status with { Progress = Sweeping(halfSweep + 1) }) with { HalfSweepsDone = halfSweep + 1 };

    /// <summary>All blocks have stored a half-sweep and the one before it.</summary>
    public TrainingRunState HalfSweepsStored(int halfSweep) =>
        this with { HalfSweepStored = Math.Max(halfSweep, HalfSweepStored) };

    /// <summary>A sweep is done and its loss known.</summary>
    public TrainingRunState SweepDone(SweepLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Sweep <= Status.SweepsDone
            ? this
            : With(Status with { SweepsDone = loss.Sweep, Losses = Status.Losses.Add(loss) });
    }

    /// <summary>The factors are final; the neighbour parts are being fitted.</summary>
    public TrainingRunState Fitting() =>
        With(Status with { Phase = TrainingPhase.Fit, Progress = SnapshotShare + SweepShare });

    /// <summary>All parts are there; they are being judged.</summary>
    public TrainingRunState Judging() =>
        With(Status with { Phase = TrainingPhase.Judge, Progress = SnapshotShare + SweepShare + FitShare });

    /// <summary>It is settled what is published; it is being published.</summary>
    public TrainingRunState Publishing(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return With(Status with
        {
            Phase = TrainingPhase.Publish,
            Metrics = judgement.Metrics,
            Message = judgement.Message,
            Progress = SnapshotShare + SweepShare + FitShare + JudgeShare,
        });
    }

    /// <summary>The run is over.</summary>
    public TrainingRunState Ended(
        TrainingPhase phase,
        string? message,
        DateTimeOffset now,
        ImmutableDictionary<string, double>? metrics = null) =>
        With(Status with
        {
            Phase = phase,
            Message = message,
            EndedAt = now,
            Metrics = metrics ?? Status.Metrics,
            Progress = phase == TrainingPhase.Completed ? 1 : Status.Progress,
        });

    private double Sweeping(double halfSweeps)
    {
        var searched = Search is null ? 0 : SearchShare;
        return SnapshotShare + searched
            + ((SweepShare - searched) * halfSweeps / RunPlan.HalfSweepsOf(Status.Options!));
    }

    private TrainingRunState With(TrainingStatus status) =>
        this with { Status = status with { Progress = Math.Max(status.Progress, Status.Progress) } };
}
