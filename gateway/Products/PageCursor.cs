using System.Buffers.Text;
using System.Text;
using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Products;

/// <summary>The id of a page's last product, as an opaque text.</summary>
internal static class PageCursor
{
    /// <summary>Longest cursor: the longest id, in UTF-8, in base 64.</summary>
    public const int MaxLength = (Interaction.MaxIdLength * 3 * 4 / 3) + 3;

    public static string After(string productId) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(productId));

    /// <exception cref="RefusalException">It is none of ours.</exception>
    public static string? Read(string? cursor)
    {
        if (cursor is null)
            return null;
        try
        {
            var id = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (ExternalIds.IsStorable(id))
                return id;
        }
        catch (FormatException)
        {
            // Not base64: refused below like any other text that is no cursor.
        }

        throw RefusalException.OfField(
            "cursor", cursor, "Not a cursor.", "Send next_cursor of the page before, or leave it out.");
    }
}
