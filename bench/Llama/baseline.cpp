// The baseline of the llm benches: the plain loop of llama.cpp on the same library and the same model. It is told what to do line
// by line. The package brings no headers: what is used is declared here, the structures by their size and the places of fields.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

struct model_params { char bytes[80]; };
struct context_params { char bytes[160]; };
struct batch { int32_t n_tokens; int32_t *token; float *embd; int32_t *pos; int32_t *n_seq_id; int32_t **seq_id; int8_t *logits; };

extern "C" {
void ggml_backend_load_all_from_path(const char *);
void llama_backend_init();
void llama_log_set(void (*)(int, const char *, void *), void *);
model_params llama_model_default_params();
context_params llama_context_default_params();
void *llama_model_load_from_file(const char *, model_params);
void *llama_init_from_model(void *, context_params);
void llama_free(void *);
const void *llama_model_get_vocab(void *);
int32_t llama_decode(void *, batch);
void *llama_sampler_chain_init(bool);
void llama_sampler_chain_add(void *, void *);
void *llama_sampler_init_greedy();
void llama_sampler_free(void *);
int32_t llama_sampler_sample(void *, void *, int32_t);
int32_t llama_token_to_piece(const void *, int32_t, char *, int32_t, int32_t, bool);
}

static double cpu() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

struct tokens {
    std::vector<int32_t> token, pos, count, seq;
    std::vector<int32_t *> ids;
    std::vector<int8_t> logits;

    void add(int32_t t, int32_t p, int32_t s, bool output) {
        token.push_back(t), pos.push_back(p), count.push_back(1), seq.push_back(s), logits.push_back(output);
    }

    batch native() {
        ids.clear();
        for (auto &s : seq)
            ids.push_back(&s);
        return {(int32_t)token.size(), token.data(), nullptr, pos.data(), count.data(), ids.data(), logits.data()};
    }

    void clear() { token.clear(), pos.clear(), count.clear(), seq.clear(), logits.clear(); }
};

static context_params sizes(int sequences) {
    auto params = llama_context_default_params();
    auto set = [&](int at, int32_t value) { memcpy(params.bytes + at, &value, 4); };
    set(0, 4096), set(4, 128 + sequences), set(8, 128 + sequences), set(12, sequences), set(28, 1), set(32, 1);
    params.bytes[133] = 1; // one pool of cells
    return params;
}

// So many sequences side by side, each with a prompt of so many tokens and so many to generate.
static void decode(void *model, int sequences, int prompt, int count) {
    auto vocabulary = llama_model_get_vocab(model);
    auto context = llama_init_from_model(model, sizes(sequences));
    std::vector<void *> samplers;
    for (int s = 0; s < sequences; s++) {
        samplers.push_back(llama_sampler_chain_init(true));
        llama_sampler_chain_add(samplers[s], llama_sampler_init_greedy());
    }
    auto start = cpu();
    std::vector<int32_t> next(sequences);
    std::string text;
    tokens step;
    char piece[256];
    auto take = [&](int s, int index) {
        next[s] = llama_sampler_sample(samplers[s], context, index);
        auto length = llama_token_to_piece(vocabulary, next[s], piece, sizeof piece, 0, false);
        if (s == 0)
            text.append(piece, length);
    };
    for (int s = 0; s < sequences; s++) {
        step.clear();
        for (int i = 0; i < prompt; i++)
            step.add(300 + (i * 7 + s * 13) % 200, i, s, i == prompt - 1);
        if (llama_decode(context, step.native()))
            exit(3);
        take(s, prompt - 1);
    }
    for (int made = 1; made < count; made++) {
        step.clear();
        for (int s = 0; s < sequences; s++)
            step.add(next[s], prompt + made - 1, s, true);
        if (llama_decode(context, step.native()))
            exit(3);
        for (int s = 0; s < sequences; s++)
            take(s, s);
    }
    auto seconds = cpu() - start;
    uint64_t hash = 14695981039346656037ull;
    for (unsigned char c : text)
        hash = (hash ^ c) * 1099511628211ull;
    printf("cpu %.6f %llu\n", seconds, (unsigned long long)hash);
    fflush(stdout);
    for (auto sampler : samplers)
        llama_sampler_free(sampler);
    llama_free(context);
}

int main(int, char **argv) {
    llama_log_set([](int, const char *, void *) {}, nullptr);
    llama_backend_init();
    ggml_backend_load_all_from_path(argv[1]);
    auto model = llama_model_load_from_file(argv[2], llama_model_default_params());
    if (!model)
        return 2;
    int sequences, prompt, count;
    while (scanf(" decode %d %d %d", &sequences, &prompt, &count) == 3)
        decode(model, sequences, prompt, count);
}
