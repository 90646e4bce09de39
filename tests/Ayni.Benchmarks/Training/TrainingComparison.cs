using Ayni.Domain.Training;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Testing;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Benchmarks.Training;

/// <summary>
/// The plain loop and the grains on the same data, in turn, so that a machine that slows down slows all of them.
/// </summary>
internal sealed record TrainingComparison(
    TrainingOptions Options, int Threads, IReadOnlyList<short> Silos, int Repeats, TimeProvider Time)
{
    /// <summary>Measures; what runs first is run once more beforehand, to be compiled.</summary>
    /// <exception cref="InvalidOperationException">A run failed, or its factors are not those of the loop.</exception>
    public async Task<TrainingDocument> RunAsync(string file, string command, CancellationToken stop)
    {
        var machine = MachineFacts.Read(command);
        var matrix = CompactMatrix.Of(LightGcnFile.ReadMatrix(file));
        var confidences = Confidence.FromWeights(matrix, AlsOptions.From(Options));
        using var folder = new TemporaryFolder();
        await BenchmarkCluster.FillAsync(folder.Path, matrix, stop);
        var plain = new List<SweepTimes>();
        var grains = Silos.ToDictionary(silos => silos, _ => new List<GrainTraining>());
        for (var round = 0; round <= Repeats; round++)
        {
            var isWarmUp = round == 0;
            var options = isWarmUp ? Options with { Sweeps = 1 } : Options;
            var times = PlainTraining.Run(confidences, AlsOptions.From(options), Threads, Time, stop);
            if (!isWarmUp)
                plain.Add(times);
            foreach (var silos in Silos)
            {
                var run = await GrainTraining.RunAsync(folder.Path, options, silos, Threads, Time, stop);
                RequireSameBits(times, run, silos);
                if (!isWarmUp)
                    grains[silos].Add(run);
            }
        }

        return TrainingDocument.Of(machine, Path.GetFileName(file), matrix, this, plain, grains);
    }

    /// <summary>
    /// A comparison of times is worth nothing where the work differs. What is judged is not trained on.
    /// </summary>
    private void RequireSameBits(SweepTimes plain, GrainTraining run, short silos)
    {
        if (Options.JudgedShare == 0 && plain.FactorsHash != run.Times.FactorsHash)
        {
            throw new InvalidOperationException(
                $"Through {silos} silos the products' factors hash to {run.Times.FactorsHash}, in the plain loop to "
                + $"{plain.FactorsHash}: they did not train on the same numbers.");
        }
    }
}
