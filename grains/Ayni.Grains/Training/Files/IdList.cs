using System.Text;

namespace Ayni.Grains.Training;

/// <summary>Ids of one side in dense order, stored as UTF-8 lines.</summary>
public static class IdList
{
    private const char Separator = '\n';

    public static byte[] ToBytes(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids)
        {
            if (id.Contains(Separator, StringComparison.Ordinal))
                throw new InvalidDataException($"The id '{id}' holds a line break; erase its interactions.");
        }

        return Encoding.UTF8.GetBytes(string.Join(Separator, ids));
    }

    public static string[] FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? [] : Encoding.UTF8.GetString(bytes).Split(Separator);
}
