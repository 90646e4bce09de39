using System.Numerics;
using System.Runtime.InteropServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Factors of users and items, biases of items, and the step of BPR: for a user u, an item i they met and an item j
/// they did not, x = b_i − b_j + p_u · (q_i − q_j), and every parameter moves by
/// rate × (σ(−x) ∂x − λ parameter) (Rendle et al. 2009, figure 4).
/// </summary>
internal sealed class BprFactors
{
    private readonly int _rank;
    private readonly float _rate;
    private readonly float _decay;

    public BprFactors(int users, int items, BprOptions options)
    {
        _rank = options.Rank;
        _rate = (float)options.LearningRate;
        _decay = (float)(options.LearningRate * options.Regularization);
        Users = new float[checked(users * _rank)];
        Items = new float[checked(items * _rank)];
        Biases = new float[items];
        InitialFactors.Fill(options.Seed, 0, 0, _rank, options.InitialScale, Users);
        InitialFactors.Fill(options.Seed, 1, 0, _rank, options.InitialScale, Items);
    }

    /// <summary>Users × rank.</summary>
    public float[] Users { get; }

    /// <summary>Items × rank.</summary>
    public float[] Items { get; }

    /// <summary>One an item.</summary>
    public float[] Biases { get; }

    /// <summary>A step of a user's factor and of both items'.</summary>
    public void Step(int user, int met, int other)
    {
        var own = Users.AsSpan(user * _rank, _rank);
        var up = Item(met);
        var down = Item(other);
        var push = _rate * Slope(own, up, down, met, other);
        var at = 0;
        if (_rank >= Vector<float>.Count)
        {
            var owns = Vectors(own);
            var ups = Vectors(up);
            var downs = Vectors(down);
            for (var index = 0; index < owns.Length; index++)
            {
                var (p, i, j) = (owns[index], ups[index], downs[index]);
                owns[index] = p + (push * (i - j)) - (_decay * p);
                ups[index] = i + (push * p) - (_decay * i);
                downs[index] = j - (push * p) - (_decay * j);
            }

            at = owns.Length * Vector<float>.Count;
        }

        for (; at < _rank; at++)
        {
            var (p, i, j) = (own[at], up[at], down[at]);
            own[at] = p + (push * (i - j)) - (_decay * p);
            up[at] = i + (push * p) - (_decay * i);
            down[at] = j - (push * p) - (_decay * j);
        }

        Biases[met] += push - (_decay * Biases[met]);
        Biases[other] += -push - (_decay * Biases[other]);
    }

    /// <summary>A step of a factor that is folded in; the items stay as they are.</summary>
    public void StepUser(Span<float> own, int met, int other)
    {
        var up = Item(met);
        var down = Item(other);
        var push = _rate * Slope(own, up, down, met, other);
        for (var at = 0; at < _rank; at++)
            own[at] = own[at] + (push * (up[at] - down[at])) - (_decay * own[at]);
    }

    /// <summary>Throws if a number is not finite.</summary>
    /// <exception cref="DivergenceException">Names the first row.</exception>
    public void RequireFinite(int epoch)
    {
        RequireFinite("user", Users, _rank, epoch);
        RequireFinite("item", Items, _rank, epoch);
        RequireFinite("item", Biases, 1, epoch);
    }

    private static void RequireFinite(string side, float[] values, int rank, int epoch)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!float.IsFinite(values[index]))
                throw new DivergenceException(side, index / rank, epoch, values[index]);
        }
    }

    private static Span<Vector<float>> Vectors(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    private Span<float> Item(int item) => Items.AsSpan(item * _rank, _rank);

    /// <summary>σ(−x), from 0 to 1.</summary>
    private float Slope(
        ReadOnlySpan<float> own, ReadOnlySpan<float> up, ReadOnlySpan<float> down, int met, int other)
    {
        var x = ScoreScan.Dot(own, up) - ScoreScan.Dot(own, down) + (Biases[met] - Biases[other]);
        return 1 / (1 + Exponential(x));
    }

    /// <summary>
    /// e to a power, within 1e-6 of itself: 2 to the nearest whole power × a Taylor polynomial of the rest. Written
    /// out, because the platform's function differs in the last bit from one platform to the next.
    /// </summary>
    private static float Exponential(float power)
    {
        if (float.IsNaN(power))
            return power;
        var twos = Math.Clamp(power * 1.44269504f, -80, 80);
        var whole = MathF.Round(twos);
        var rest = (twos - whole) * 0.693147181f;
        var sum = MathF.FusedMultiplyAdd(rest, 1f / 720, 1f / 120);
        sum = MathF.FusedMultiplyAdd(rest, sum, 1f / 24);
        sum = MathF.FusedMultiplyAdd(rest, sum, 1f / 6);
        sum = MathF.FusedMultiplyAdd(rest, sum, 0.5f);
        sum = MathF.FusedMultiplyAdd(rest, sum, 1);
        sum = MathF.FusedMultiplyAdd(rest, sum, 1);
        return sum * BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
    }
}
