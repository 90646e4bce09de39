using System.Buffers;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// A weighted sum of parts, as serving makes it: a part that says nothing of an item counts 0, and of an item that no
/// part speaks of nothing is said. Thread-safe.
/// </summary>
internal sealed class BlendScores(IReadOnlyList<(IRecommender Part, double Weight)> parts)
{
    public void Score(int user, Span<float> scores)
    {
        scores.Fill(float.NaN);
        var buffer = ArrayPool<float>.Shared.Rent(scores.Length);
        var said = buffer.AsSpan(0, scores.Length);
        foreach (var (part, weight) in parts)
        {
            if (weight == 0)
                continue;
            part.Score([user], said);
            Add(said, (float)weight, scores);
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private static void Add(ReadOnlySpan<float> said, float weight, Span<float> scores)
    {
        for (var item = 0; item < said.Length; item++)
        {
            if (!float.IsNaN(said[item]))
                scores[item] = (float.IsNaN(scores[item]) ? 0 : scores[item]) + (weight * said[item]);
        }
    }
}
