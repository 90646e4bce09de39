using Microsoft.ML.Tokenizers;

namespace Ayni.Content.Onnx;

/// <summary>
/// SentencePiece, as XLM-RoBERTa has it, and so the multilingual MiniLM and E5. Those models number tokens as fairseq
/// does: start 0, padding 1, end 2, unknown 3, and every other piece one more than in the file.
/// </summary>
internal sealed class SentencePieceTokens : ITextTokens
{
    private const long Start = 0;
    private const long End = 2;
    private const long Unknown = 3;

    private readonly SentencePieceTokenizer _tokenizer;

    /// <param name="modelPath">A SentencePiece model, of unigrams or of byte pairs.</param>
    /// <exception cref="InvalidDataException">No SentencePiece model, or its signs have other numbers.</exception>
    public SentencePieceTokens(string modelPath)
    {
        using var file = new MemoryStream(File.ReadAllBytes(modelPath), writable: false);
        try
        {
            _tokenizer = SentencePieceTokenizer.Create(file, addBeginningOfSentence: false, addEndOfSentence: false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidDataException(
                $"'{modelPath}' is not a SentencePiece model: {exception.Message}", exception);
        }

        if ((_tokenizer.UnknownId, _tokenizer.BeginningOfSentenceId, _tokenizer.EndOfSentenceId) != (0, 1, 2))
        {
            throw new InvalidDataException(
                $"'{modelPath}' numbers unknown, start and end {_tokenizer.UnknownId}, "
                + $"{_tokenizer.BeginningOfSentenceId} and {_tokenizer.EndOfSentenceId}, not 0, 1 and 2 as those of "
                + "XLM-RoBERTa; others are not known.");
        }
    }

    public long Padding => 1;

    public long[] Read(string text, int maxTokens)
    {
        var pieces = _tokenizer.EncodeToIds(text, false, false, maxTokens - 2, out _, out _);
        return [Start, .. pieces.Select(piece => piece == _tokenizer.UnknownId ? Unknown : piece + 1L), End];
    }
}
