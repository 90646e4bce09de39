using System.Globalization;
using System.IO.Compression;

namespace Ayni.Recommenders;

/// <summary>
/// The text format of the sequential benchmarks (SASRec, S3-Rec): a line has a user and the indices of their items in
/// time order, separated by spaces. The user's number is only a name; row <c>n</c> is line <c>n</c>. Plain or gzip,
/// told by its first bytes; line ends of either kind.
/// </summary>
public static class SequenceFile
{
    /// <summary>Reads a file. The catalogue reaches from 0 to the highest index.</summary>
    /// <remarks>S3-Rec's files count from 1: their item 0 is in the catalogue, but nobody ever met it.</remarks>
    /// <exception cref="InvalidDataException">A line is not in the format: file, line, text and reason.</exception>
    public static ItemSequences Read(string path)
    {
        using var file = File.OpenRead(path);
        var zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using var content = zipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(content);
        var users = new List<int[]>();
        var catalogue = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var items = ReadLine(path, number, line);
            users.Add(items);
            catalogue = Math.Max(catalogue, items.Length == 0 ? 0 : items.Max() + 1);
        }

        return ItemSequences.From(catalogue, users);
    }

    private static int[] ReadLine(string path, int number, string line)
    {
        var numbers = new List<int>();
        foreach (var range in line.AsSpan().Split(' '))
        {
            var field = line.AsSpan(range).Trim();
            if (field.IsEmpty)
                continue;
            if (!int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                || index == int.MaxValue)
            {
                throw new InvalidDataException(
                    $"{path}, line {number}: '{field}' is not an index from 0 to {int.MaxValue - 1}.");
            }

            numbers.Add(index);
        }

        return numbers.Count == 0
            ? throw new InvalidDataException($"{path}, line {number}: no user; a line is a user and their items.")
            : [.. numbers.Skip(1)];
    }
}
