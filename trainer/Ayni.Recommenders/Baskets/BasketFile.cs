using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Ayni.Recommenders;

/// <summary>
/// The JSON format of the next-basket benchmarks: an object of users, each with a list of baskets in time order, each a
/// list of item indices. A basket of −1 alone is a marker at an end, and is left out. Plain or gzip, told by its first
/// bytes.
/// </summary>
public static class BasketFile
{
    private const int Marker = -1;

    /// <summary>Reads a file.</summary>
    /// <returns>Baskets of each user, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">Not in the format: file, user and reason.</exception>
    public static IReadOnlyDictionary<string, int[][]> Read(string path)
    {
        using var file = File.OpenRead(path);
        var zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using var content = zipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        try
        {
            var users = JsonSerializer.Deserialize<OrderedDictionary<string, int[][]>>(content)
                ?? throw new InvalidDataException($"{path} is null; it must be an object of users.");
            foreach (var user in users.Keys.ToArray())
                users[user] = [.. users[user].Where(basket => !IsMarker(basket)).Select(Distinct)];
            Check(path, users);
            return users;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{path} is not an object of users with lists of baskets: {exception.Message}", exception);
        }
    }

    private static bool IsMarker(int[] basket) => basket is [Marker];

    private static int[] Distinct(int[] basket) => [.. basket.Distinct()];

    private static void Check(string path, IReadOnlyDictionary<string, int[][]> users)
    {
        foreach (var (user, baskets) in users)
        {
            foreach (var item in baskets.SelectMany(basket => basket))
            {
                if (item is < 0 or int.MaxValue)
                {
                    throw new InvalidDataException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{path}: user '{user}' has the item {item}; it must be an index from 0 to "
                        + $"{int.MaxValue - 1}."));
                }
            }
        }
    }
}
