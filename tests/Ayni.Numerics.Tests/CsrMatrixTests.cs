namespace Ayni.Numerics.Tests;

public sealed class CsrMatrixTests
{
    [Fact]
    public void FromTriples_AnyOrderWithRepeats_SortsAndAdds()
    {
        var matrix = CsrMatrix.FromTriples(3, 4, [2, 0, 2, 0, 2], [1, 3, 0, 0, 1], [1, 2, 3, 4, 5]);
        Assert.Equal([0, 2, 2, 4], matrix.RowStarts.ToArray());
        Assert.Equal([0, 3, 0, 1], matrix.ColumnIndices.ToArray());
        Assert.Equal([4, 2, 3, 6], matrix.Values.ToArray());
        Assert.True(matrix.Contains(0, 3));
        Assert.False(matrix.Contains(1, 3));
    }

    [Fact]
    public void FromTriples_IndexOutside_Throws() =>
        Assert.Throws<ArgumentException>(() => CsrMatrix.FromTriples(2, 2, [2], [0], [1]));

    [Fact]
    public void Transpose_Twice_IsTheSame()
    {
        var matrix = RandomMatrix(20, 30, 200);
        var transpose = matrix.Transpose();
        Assert.Equal((30, 20), (transpose.Rows, transpose.Columns));
        for (var row = 0; row < matrix.Rows; row++)
            Assert.All(matrix.RowColumns(row).ToArray(), column => Assert.True(transpose.Contains(column, row)));
        Assert.Equal(matrix.ContentHash(), transpose.Transpose().ContentHash());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 20)]
    [InlineData(5, 7)]
    [InlineData(20, 0)]
    public void SliceRows_OfRange_HasTheSameRows(int first, int count)
    {
        var matrix = RandomMatrix(20, 30, 200);
        var slice = matrix.SliceRows(first, count);
        Assert.Equal(count, slice.Rows);
        for (var row = 0; row < count; row++)
        {
            Assert.Equal(matrix.RowColumns(first + row).ToArray(), slice.RowColumns(row).ToArray());
            Assert.Equal(matrix.RowValues(first + row).ToArray(), slice.RowValues(row).ToArray());
        }
    }

    [Fact]
    public void SliceRows_PastTheEnd_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomMatrix(20, 30, 200).SliceRows(15, 6));

    [Fact]
    public void FromBytes_OfToBytes_IsTheSame()
    {
        var matrix = RandomMatrix(20, 30, 200);
        var copy = CsrMatrix.FromBytes(matrix.ToBytes());
        Assert.Equal(matrix.ContentHash(), copy.ContentHash());
        Assert.Equal(matrix.ToBytes(), copy.ToBytes());
    }

    [Fact]
    public void ContentHash_OneValueChanged_IsAnother()
    {
        var one = CsrMatrix.FromTriples(1, 2, [0], [1], [1f]);
        var other = CsrMatrix.FromTriples(1, 2, [0], [1], [1.0000001f]);
        Assert.NotEqual(one.ContentHash(), other.ContentHash());
        Assert.Equal(64, one.ContentHash().Length);
    }

    [Fact]
    public void FromBytes_CutShortOrDamaged_SaysWhat()
    {
        var bytes = RandomMatrix(3, 3, 5).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => CsrMatrix.FromBytes(bytes.AsSpan(0, length)));
        bytes[24] = 99;
        Assert.Throws<InvalidDataException>(() => CsrMatrix.FromBytes(bytes));
    }

    [Fact]
    public void FromBytes_HugeCounts_AreRefusedBeforeAllocating()
    {
        var bytes = RandomMatrix(3, 3, 5).ToBytes();
        bytes.AsSpan(8, 4).Fill(0x7F);
        Assert.Throws<InvalidDataException>(() => CsrMatrix.FromBytes(bytes));
        bytes.AsSpan(8, 4).Fill(0xFF);
        Assert.Throws<InvalidDataException>(() => CsrMatrix.FromBytes(bytes));
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, new[] { 1, 0 })]
    [InlineData(new[] { 0, 2 }, new[] { 1, 1 })]
    [InlineData(new[] { 0, 2 }, new[] { 0, 3 })]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 })]
    [InlineData(new[] { 1, 2 }, new[] { 0, 1 })]
    [InlineData(new[] { 0 }, new[] { 0, 1 })]
    public void Constructor_NotAMatrix_Throws(int[] rowStarts, int[] columns) =>
        Assert.Throws<ArgumentException>(() => new CsrMatrix(1, 3, rowStarts, columns, [1, 1]));

    private static CsrMatrix RandomMatrix(int rows, int columns, int triples)
    {
        var random = new Random(11);
        return CsrMatrix.FromTriples(
            rows,
            columns,
            [.. Enumerable.Range(0, triples).Select(_ => random.Next(rows))],
            [.. Enumerable.Range(0, triples).Select(_ => random.Next(columns))],
            [.. Enumerable.Range(0, triples).Select(_ => random.NextSingle())]);
    }
}
