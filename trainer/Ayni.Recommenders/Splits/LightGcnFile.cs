using System.Globalization;
using System.IO.Compression;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The text format of the NGCF and LightGCN benchmarks: a line has a user's index and the indices of their items,
/// separated by spaces. Plain or gzip, told by its first bytes.
/// </summary>
public static class LightGcnFile
{
    /// <summary>Reads a train and a test file into matrices of one shape, all weights 1.</summary>
    /// <exception cref="InvalidDataException">A line is not in the format: file, line, text and reason.</exception>
    public static TrainTestSplit ReadSplit(string trainPath, string testPath)
    {
        var train = Read(trainPath);
        var test = Read(testPath);
        var users = Math.Max(train.Users, test.Users);
        var items = Math.Max(train.Items, test.Items);
        var trainMatrix = train.ToMatrix(users, items);
        var testMatrix = test.ToMatrix(users, items);
        var report = new SplitReport(testMatrix.EntryCount, 0, 0, 0, PairOverlap.Count(trainMatrix, testMatrix));
        return new TrainTestSplit(trainMatrix, testMatrix, report);
    }

    /// <summary>Reads one file; a pair that is named twice counts once.</summary>
    /// <exception cref="InvalidDataException">A line is not in the format: file, line, text and reason.</exception>
    public static CsrMatrix ReadMatrix(string path)
    {
        var pairs = Read(path);
        return pairs.ToMatrix(pairs.Users, pairs.Items);
    }

    private static Pairs Read(string path)
    {
        using var file = File.OpenRead(path);
        var zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using var content = zipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(content);
        var pairs = new Pairs();
        for (var number = 1; reader.ReadLine() is { } line; number++)
            ReadLine(path, number, line, pairs);
        return pairs;
    }

    private static void ReadLine(string path, int number, string line, Pairs pairs)
    {
        var user = -1;
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

            if (user < 0)
                pairs.AddUser(user = index);
            else
                pairs.Add(user, index);
        }
    }

    private sealed class Pairs
    {
        private readonly List<int> _users = [];
        private readonly List<int> _items = [];
        private readonly HashSet<(int User, int Item)> _seen = [];

        public int Users { get; private set; }

        public int Items { get; private set; }

        public void AddUser(int user) => Users = Math.Max(Users, user + 1);

        public void Add(int user, int item)
        {
            if (!_seen.Add((user, item)))
                return;
            _users.Add(user);
            _items.Add(item);
            Items = Math.Max(Items, item + 1);
        }

        public CsrMatrix ToMatrix(int users, int items)
        {
            var ones = new float[_users.Count];
            ones.AsSpan().Fill(1);
            return CsrMatrix.FromTriples(users, items, [.. _users], [.. _items], ones);
        }
    }
}
