using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Benchmarking;

/// <summary>
/// Every solver on the same data, in turn, so that a machine that slows down slows all of them; and what the machine
/// can do at most.
/// </summary>
internal sealed record AlsBenchmark(
    TimeProvider Time, ImplicitAlsOptions Options, IReadOnlyList<string> Solvers, int Threads, int Repeats)
{
    public AlsBenchmarkDocument Run(
        string trainFile,
        string? testFile,
        string command,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        Options.Validated();
        var machine = MachineFacts.Read(command);
        var split = testFile is null ? null : LightGcnFile.ReadSplit(trainFile, testFile);
        var train = split?.Train ?? LightGcnFile.ReadMatrix(trainFile);
        var confidences = Confidence.FromWeights(train, Options);
        progress.Report(new StepProgress("Measuring the machine", 0, 0, "threads"));
        var ceiling = MachineCeiling.Measure(Threads, Time);
        var runner = new SolverRunner(confidences, Options, Threads, Time, progress, cancellationToken);
        var runs = Solvers.ToDictionary(solver => solver, _ => new List<SolverRun>());
        for (var round = 0; round < Repeats; round++)
        {
            foreach (var solver in Solvers)
                runs[solver].Add(runner.Run(solver));
        }

        var byItem = confidences.Transpose();
        return AlsBenchmarkDocument.Of(
            machine, ceiling, Path.GetFileName(trainFile), confidences, byItem, this,
            [.. Solvers.Select(solver => FiguresOf(solver, runs[solver], ceiling, confidences, byItem, split))]);
    }

    private SolverFigures FiguresOf(
        string solver,
        List<SolverRun> runs,
        MachineCeiling ceiling,
        CsrMatrix byUser,
        CsrMatrix byItem,
        TrainTestSplit? split)
    {
        var warm = runs.SelectMany(run => run.Sweeps.Count > 1 ? run.Sweeps.Skip(1) : run.Sweeps).ToArray();
        var seconds = Spread.Of([.. warm.Select(sweep => sweep.Seconds)]);
        var operations = OperationCount.OfSweep(solver, byUser, byItem, Options.Rank, Options.BlockSize) / 1e9;
        var quality = split is null ? null : Quality(solver, runs[^1], split);
        return new SolverFigures
        {
            Solver = solver,
            WarmUpSeconds = Figures.Round(runs[0].Sweeps[0].Seconds),
            SweepSeconds = seconds,
            SweepCpuSeconds = Spread.Of([.. warm.Select(sweep => sweep.CpuSeconds)]),
            SweepGigaoperations = Figures.Round(operations),
            Gigaflops = Figures.Round(operations / seconds.Median),
            ShareOfFused = Figures.Round(operations / seconds.Median / ceiling.FusedGigaflops),
            ShareOfProduct = Figures.Round(operations / seconds.Median / ceiling.ProductGigaflops),
            Memory = runs[0].Memory,
            Sweeps = SweepsOf(runs[^1]),
            RecallAt20 = quality?.Recall,
            NdcgAt20 = quality?.Ndcg,
        };
    }

    private static SweepFigures[] SweepsOf(SolverRun run)
    {
        var sum = 0.0;
        return
        [
            .. run.Sweeps.Select((sweep, index) => new SweepFigures(
                index + 1,
                Figures.Round(sweep.Seconds),
                Figures.Round(sweep.CpuSeconds),
                Figures.Round(sum += sweep.Seconds),
                Math.Round(run.Losses[index].Total, 3))),
        ];
    }

    private RankingMetrics Quality(string solver, SolverRun run, TrainTestSplit split)
    {
        var scales = PopularityScale.Of(split.Train, Options.PopularityExponent);
        var scores = new FactorScores(run.Rank, run.UserFactors, run.ItemFactors, scales);
        var model = new ScoredModel(solver, split.Train.Columns, scores.Score);
        return Evaluator.Evaluate(model, split.Train, split.Test, new EvaluationOptions()).At(20);
    }
}
