namespace Ayni.Content;

/// <summary>Languages whose words are brought to their stems.</summary>
public enum TextLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Spanish.</summary>
    Spanish,

    /// <summary>Portuguese.</summary>
    Portuguese,
}
