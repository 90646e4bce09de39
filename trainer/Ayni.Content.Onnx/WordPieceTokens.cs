using Microsoft.ML.Tokenizers;

namespace Ayni.Content.Onnx;

/// <summary>WordPiece, as BERT and its descendants have it, MiniLM among them.</summary>
internal sealed class WordPieceTokens : ITextTokens
{
    private readonly BertTokenizer _tokenizer;
    private readonly bool _isUncased;

    /// <param name="vocabularyPath">One token a line; must know [UNK], [CLS], [SEP] and [PAD].</param>
    /// <param name="isUncased">Whether capitals and accents are taken off first.</param>
    /// <exception cref="InvalidDataException">The file is no vocabulary.</exception>
    public WordPieceTokens(string vocabularyPath, bool isUncased)
    {
        _isUncased = isUncased;
        try
        {
            _tokenizer = BertTokenizer.Create(
                vocabularyPath, new BertOptions { LowerCaseBeforeTokenization = isUncased });
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"'{vocabularyPath}' is not a WordPiece vocabulary: {exception.Message}", exception);
        }
    }

    public long Padding => _tokenizer.PaddingTokenId;

    public long[] Read(string text, int maxTokens)
    {
        // Deviation: BERT takes marks off by Unicode's form D, which leaves letters such as "ø"; this table knows them.
        var read = _isUncased ? AccentFolding.Fold(text) : text;
        var tokens = _tokenizer.EncodeToIds(read, maxTokens, addSpecialTokens: true, out _, out _);
        return [.. tokens.Select(token => (long)token)];
    }
}
