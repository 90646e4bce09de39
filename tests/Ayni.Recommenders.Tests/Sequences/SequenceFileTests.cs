using System.IO.Compression;
using System.Text;
using Ayni.Testing;

namespace Ayni.Recommenders.Tests;

public sealed class SequenceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_PlainOrZipped_KeepsOrderAndLines(bool zipped)
    {
        var sequences = SequenceFile.Read(Write("1 5 2 3\r\n9 2 5\n4\n", zipped));
        Assert.Equal((3, 6), (sequences.UserCount, sequences.ItemCount));
        Assert.Equal([5, 2, 3], sequences.Of(0).ToArray());
        Assert.Equal([2, 5], sequences.Of(1).ToArray());
        Assert.Empty(sequences.Of(2).ToArray());
    }

    [Theory]
    [InlineData("1 2\n1 x\n", "line 2: 'x'")]
    [InlineData("1 2\n\n", "line 2: no user")]
    [InlineData("1 -2\n", "line 1: '-2'")]
    public void Read_BadLine_NamesLineAndText(string content, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => SequenceFile.Read(Write(content, zipped: false)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string content, bool zipped)
    {
        var path = Path.Combine(_folder.Path, "sequences.txt");
        using var file = File.Create(path);
        using Stream target = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
