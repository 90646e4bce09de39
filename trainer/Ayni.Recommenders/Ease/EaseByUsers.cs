using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The same P from K = X Xᵀ + λI, users × users, for catalogues larger than the number of users: X P = K⁻¹ X (the
/// push-through identity) for the fitted users, P = (I − Xᵀ K⁻¹ X) / λ (Woodbury) for anything else.
/// </summary>
internal sealed class EaseByUsers : IEaseInverse
{
    /// <summary>Rows that are multiplied together: one vector a slot.</summary>
    private const int Lanes = 16;

    private readonly CsrMatrix _users;
    private readonly CsrMatrix _slots;
    private readonly double _regularization;
    private readonly SymmetricTiles _inverse;

    public EaseByUsers(CsrMatrix users, double regularization, ParallelOptions parallel, IProgress<double>? progress)
    {
        (_users, _slots, _regularization) = (users, users.Transpose(), regularization);
        _inverse = SparseGram.Of(users, regularization, parallel);
        SymmetricInverse.Invert(_inverse, parallel, progress);
        Diagonal = new float[users.Columns];
        Parallel.For(0, Diagonal.Length, parallel, slot => Diagonal[slot] = (float)Element(slot, slot));
    }

    public float[] Diagonal { get; }

    public void MultiplyUsers(ReadOnlySpan<int> users, Span<float> products)
    {
        var coefficients = ArrayPool<float>.Shared.Rent(_users.Rows * Lanes);
        for (var first = 0; first < users.Length; first += Lanes)
        {
            var batch = users[first..Math.Min(first + Lanes, users.Length)];
            for (var lane = 0; lane < batch.Length; lane++)
                Spread(batch[lane], lane, coefficients);
            MultiplyLanes(coefficients, batch.Length, products[(first * Diagonal.Length)..]);
        }

        ArrayPool<float>.Shared.Return(coefficients);
    }

    public void Multiply(IReadOnlyList<(int Slot, float Value)> history, Span<float> products)
    {
        var overlaps = ArrayPool<float>.Shared.Rent(_users.Rows);
        var met = overlaps.AsSpan(0, _users.Rows);
        met.Clear();
        foreach (var (slot, value) in history)
        {
            var users = _slots.RowColumns(slot);
            var values = _slots.RowValues(slot);
            for (var entry = 0; entry < users.Length; entry++)
                met[users[entry]] += value * values[entry];
        }

        var solution = ArrayPool<float>.Shared.Rent(_users.Rows);
        var solved = solution.AsSpan(0, _users.Rows);
        solved.Clear();
        for (var user = 0; user < met.Length; user++)
        {
            if (met[user] != 0)
                _inverse.AddRow(user, met[user], solved);
        }

        products.Clear();
        foreach (var (slot, value) in history)
            products[slot] = value;
        for (var slot = 0; slot < products.Length; slot++)
            products[slot] = (float)((products[slot] - Dot(slot, solved)) / _regularization);
        ArrayPool<float>.Shared.Return(overlaps);
        ArrayPool<float>.Shared.Return(solution);
    }

    public double Element(int slot, int other)
    {
        var users = _slots.RowColumns(slot);
        var values = _slots.RowValues(slot);
        var others = _slots.RowColumns(other);
        var otherValues = _slots.RowValues(other);
        var sum = 0.0;
        for (var entry = 0; entry < users.Length; entry++)
        {
            var rowSum = 0.0;
            for (var at = 0; at < others.Length; at++)
                rowSum += (double)_inverse[users[entry], others[at]] * otherValues[at];
            sum += values[entry] * rowSum;
        }

        return ((slot == other ? 1 : 0) - sum) / _regularization;
    }

    private double Dot(int slot, ReadOnlySpan<float> solved)
    {
        var users = _slots.RowColumns(slot);
        var values = _slots.RowValues(slot);
        var sum = 0.0;
        for (var entry = 0; entry < users.Length; entry++)
            sum += (double)values[entry] * solved[users[entry]];
        return sum;
    }

    /// <summary>Writes a user's row of K⁻¹ into one lane.</summary>
    private void Spread(int user, int lane, Span<float> coefficients)
    {
        for (var tile = 0; tile < _inverse.Count; tile++)
        {
            var part = _inverse.RowPart(user, tile);
            var target = coefficients[(tile * _inverse.Side * Lanes)..];
            for (var column = 0; column < part.Length; column++)
                target[(column * Lanes) + lane] = part[column];
        }
    }

    /// <summary>Sixteen rows of K⁻¹ times X. Each element is one chain over ascending users.</summary>
    private void MultiplyLanes(float[] coefficients, int lanes, Span<float> products)
    {
        var sums = ArrayPool<float>.Shared.Rent(Diagonal.Length * Lanes);
        sums.AsSpan(0, Diagonal.Length * Lanes).Clear();
        ref var source = ref MemoryMarshal.GetArrayDataReference(coefficients);
        ref var target = ref MemoryMarshal.GetArrayDataReference(sums);
        for (var user = 0; user < _users.Rows; user++)
        {
            var factors = Vector512.LoadUnsafe(ref source, (nuint)(user * Lanes));
            var slots = _users.RowColumns(user);
            var values = _users.RowValues(user);
            for (var entry = 0; entry < slots.Length; entry++)
            {
                ref var sum = ref Unsafe.Add(ref target, slots[entry] * Lanes);
                Vector512.FusedMultiplyAdd(
                    Vector512.Create(values[entry]), factors, Vector512.LoadUnsafe(ref sum)).StoreUnsafe(ref sum);
            }
        }

        for (var slot = 0; slot < Diagonal.Length; slot++)
        {
            for (var lane = 0; lane < lanes; lane++)
                products[(lane * Diagonal.Length) + slot] = sums[(slot * Lanes) + lane];
        }

        ArrayPool<float>.Shared.Return(sums);
    }
}
