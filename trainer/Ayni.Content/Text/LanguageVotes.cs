namespace Ayni.Content;

/// <summary>
/// Sees a text's language from its small words and letters: each one speaks for the languages that have it, unless all
/// have. Where none speaks, or two languages are equal, the texts alone do not tell.
/// </summary>
internal struct LanguageVotes
{
    private const int Languages = 3;

    /// <summary>A small word has at most so many letters; longer ones need not be looked up.</summary>
    private const int MaxWordLength = 16;

    private int _english;
    private int _spanish;
    private int _portuguese;

    /// <summary>Adds the votes of a product's texts.</summary>
    public void Add(ProductText text)
    {
        Add(text.Name);
        Add(text.Description);
    }

    /// <summary>Adds other votes.</summary>
    public void Add(LanguageVotes other)
    {
        _english += other._english;
        _spanish += other._spanish;
        _portuguese += other._portuguese;
    }

    /// <summary>The language with the most votes; null of none, and of a tie.</summary>
    public readonly TextLanguage? Winner()
    {
        var most = Math.Max(_english, Math.Max(_spanish, _portuguese));
        var winners = (_english == most ? 1 : 0) + (_spanish == most ? 1 : 0) + (_portuguese == most ? 1 : 0);
        if (most == 0 || winners > 1)
            return null;
        return most == _english ? TextLanguage.English
            : most == _spanish ? TextLanguage.Spanish
            : TextLanguage.Portuguese;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, TermReader.MaxFieldCharacters)];
        Span<char> word = stackalloc char[MaxWordLength];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsLetter(character))
            {
                AddLetter(character);
                if (length < MaxWordLength)
                    word[length] = char.ToLowerInvariant(character);
                length++;
                continue;
            }

            AddWord(word, length);
            length = 0;
        }

        AddWord(word, length);
    }

    private void AddLetter(char character)
    {
        switch (character)
        {
            case 'ñ' or 'Ñ':
                _spanish += Languages;
                break;
            case 'ã' or 'õ' or 'ç' or 'Ã' or 'Õ' or 'Ç':
                _portuguese += Languages;
                break;
        }
    }

    private void AddWord(Span<char> word, int length)
    {
        // Of single letters only the Spanish "y" is no code, size or initial.
        if (length is 0 or > MaxWordLength || (length == 1 && word[0] != 'y'))
            return;
        var text = new string(word[..length]);
        var english = StopWords.Of(TextLanguage.English).Contains(text);
        var spanish = StopWords.Of(TextLanguage.Spanish).Contains(text);
        var portuguese = StopWords.Of(TextLanguage.Portuguese).Contains(text);
        var speakers = (english ? 1 : 0) + (spanish ? 1 : 0) + (portuguese ? 1 : 0);
        var votes = Languages - speakers;
        _english += english ? votes : 0;
        _spanish += spanish ? votes : 0;
        _portuguese += portuguese ? votes : 0;
    }
}
