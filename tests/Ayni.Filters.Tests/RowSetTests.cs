using Ayni.Testing;
using CsCheck;

namespace Ayni.Filters.Tests;

/// <summary>A set of rows does what a set of numbers does.</summary>
public sealed class RowSetTests
{
    private const int MaxRows = 300;

    private static readonly Gen<(int Rows, int[] Left, int[] Right)> TwoSets =
        from rows in Gen.Int[1, MaxRows]
        from left in Gen.Int[0, rows - 1].Array[0, rows]
        from right in Gen.Int[0, rows - 1].Array[0, rows]
        select (rows, left, right);

    [Fact]
    public void Operations_AnySets_AreThoseOfSetsOfNumbers() => TwoSets.Sample(
        sets =>
        {
            var all = Enumerable.Range(0, sets.Rows).ToArray();
            var right = RowSet.Of(sets.Rows, sets.Right);
            int[] Those(Func<bool, bool, bool> holds) =>
                [.. all.Where(row => holds(sets.Left.Contains(row), sets.Right.Contains(row)))];
            Assert.Equal(Those((left, _) => left), Left(sets).ToArray());
            Assert.Equal(Those((left, right) => left && right), After(sets, s => s.And(right)));
            Assert.Equal(Those((left, right) => left || right), After(sets, s => s.Or(right)));
            Assert.Equal(Those((left, right) => left && !right), After(sets, s => s.AndNot(right)));
            Assert.Equal(Those((left, _) => !left), After(sets, s => s.Not()));
        },
        iter: Seeds.Count,
        threads: 1);

    [Fact]
    public void Count_Not_LeavesNothingPastTheEnd()
    {
        var set = new RowSet();
        set.Reset(70);

        set.Not();

        Assert.Equal(70, set.Count);
        set.Fill();
        Assert.Equal(70, set.Count);
    }

    [Fact]
    public void Reset_LargerThenSmaller_IsEmptyAndOfSoManyRows()
    {
        var set = RowSet.Of(500, [1, 63, 64, 499]);

        set.Reset(65);

        Assert.True(set.IsEmpty);
        Assert.Equal(65, set.Rows);
        set.Reset(500);
        Assert.True(set.IsEmpty);
    }

    [Fact]
    public void AddAndRemove_ARow_ChangeThatRow()
    {
        var set = RowSet.Of(130, [5, 129]);

        set.Remove(5);
        set.Add(64);

        Assert.False(set.Contains(5));
        Assert.Equal([64, 129], set.ToArray());
    }

    [Fact]
    public void CopyFrom_AnotherSet_IsEqualAndApart()
    {
        var original = RowSet.Of(100, [7]);
        var copy = new RowSet();

        copy.CopyFrom(original);
        copy.Add(8);

        Assert.Equal([7, 8], copy.ToArray());
        Assert.Equal([7], original.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Add_NoSuchRow_IsRefused(int row)
    {
        var set = RowSet.Of(10, []);

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Add(row));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Contains(row));
    }

    [Fact]
    public void And_AnotherNumberOfRows_IsRefused() =>
        Assert.Throws<ArgumentException>(() => RowSet.Of(10, []).And(RowSet.Of(11, [])));

    private static RowSet Left((int Rows, int[] Left, int[] Right) sets) => RowSet.Of(sets.Rows, sets.Left);

    private static int[] After((int Rows, int[] Left, int[] Right) sets, Action<RowSet> change)
    {
        var set = Left(sets);
        change(set);
        return set.ToArray();
    }
}
