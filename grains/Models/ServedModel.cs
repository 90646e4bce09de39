using System.Collections.Concurrent;
using Ayni.Numerics;

namespace Ayni.Models;

/// <summary>A model ready to answer: the artifact with what is computed from it once. Thread-safe.</summary>
public sealed class ServedModel
{
    // Scratch memory, reused: as many as fold-ins ever ran at the same time, hence at most as many as threads.
    private readonly ConcurrentBag<AlsRowSolver> _solvers = [];

    /// <summary>Computes the Gramian and the lengths of the factors.</summary>
    public ServedModel(ModelArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        Artifact = artifact;
        Gramian = Gramian.Of(artifact.ItemFactors, artifact.Rank);
        Lengths = LengthsOf(artifact);
    }

    /// <summary>The artifact.</summary>
    public ModelArtifact Artifact { get; }

    /// <summary>Gramian of the item factors, with the bits that training has.</summary>
    public Gramian Gramian { get; }

    /// <summary>Euclidean length of each item's factor.</summary>
    public float[] Lengths { get; }

    /// <summary>Lends a solver of the model's rank for the time of a call.</summary>
    public void UseSolver(Action<AlsRowSolver> use)
    {
        ArgumentNullException.ThrowIfNull(use);
        if (!_solvers.TryTake(out var solver))
            solver = new AlsRowSolver(Artifact.Rank);
        use(solver);
        _solvers.Add(solver);
    }

    private static float[] LengthsOf(ModelArtifact artifact)
    {
        var lengths = new float[artifact.ItemCount];
        for (var item = 0; item < lengths.Length; item++)
        {
            double sum = 0;
            foreach (var element in artifact.FactorOf(item))
                sum += (double)element * element;
            lengths[item] = (float)Math.Sqrt(sum);
        }

        return lengths;
    }
}
