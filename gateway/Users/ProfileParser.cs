using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Domain.Users;

namespace Ayni.Gateway.Users;

/// <summary>Reads profiles.</summary>
internal static class ProfileParser
{
    public const long MaxBodyBytes = 64 * 1024;

    private const int MaxSegmentLength = 128;
    private const int MaxLanguageLength = 35;

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    /// <returns>The profile, and what is said in it of personalisation; null: nothing.</returns>
    public static (UserProfile Profile, bool? Personalisation) Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var profile = FieldReader.Open(body, "", problems) is { } fields ? Read(fields) : ((UserProfile, bool?)?)null;
        return profile is { } read && problems.Count == 0 ? read : throw RefusalException.OfFields(problems);
    }

    private static (UserProfile Profile, bool? Personalisation) Read(FieldReader fields)
    {
        var country = fields.Text("country", MaxSegmentLength);
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            fields.Refuse("country", "Not a country code.", "Send two capital letters (ISO 3166-1), such as PE.");
        var profile = new UserProfile
        {
            Segment = fields.Text("segment", MaxSegmentLength),
            Country = country,
            Language = fields.Text("language", MaxLanguageLength),
            Attributes = fields.Attributes("attributes") ?? AttributeSet.Empty,
        };
        var personalisation = fields.Flag("consents_to_personalization");

        // Replaced whole, but for the consent, which stays as it is where nothing is said of it: a misspelt one would
        // be taken down nowhere.
        fields.RefuseUnknown("No such field of a profile.");
        return (profile, personalisation);
    }
}
