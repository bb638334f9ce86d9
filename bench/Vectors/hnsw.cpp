// The baseline of the vector benches: hnswlib, told what to do line by line.
//   hnsw ROWS QUERIES DIMENSION
//   build M WIDTH          -> "cpu SECONDS"
//   search WIDTH K FILE    -> "cpu SECONDS", and the labels found, 32 bits each, K a query, in FILE
#include <hnswlib/hnswlib.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

static double cpu() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static std::vector<float> load(const char* path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::vector<float> values(file.tellg() / sizeof(float));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(values.data()), values.size() * sizeof(float));
  return values;
}

int main(int, char** args) {
  const auto rows = load(args[1]), queries = load(args[2]);
  const size_t dimension = std::stoul(args[3]), count = rows.size() / dimension;
  hnswlib::InnerProductSpace space(dimension);
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;
  for (std::string line, verb; std::getline(std::cin, line);) {
    std::istringstream words(line);
    words >> verb;
    if (verb == "build") {
      size_t links, width;
      words >> links >> width;
      graph.reset(new hnswlib::HierarchicalNSW<float>(&space, count, links, width));
      const double start = cpu();
      for (size_t i = 0; i < count; i++) graph->addPoint(rows.data() + i * dimension, i);
      std::cout << "cpu " << cpu() - start << std::endl;
    } else if (verb == "search") {
      size_t width, nearest;
      std::string path;
      words >> width >> nearest >> path;
      graph->setEf(width);
      std::vector<uint32_t> found;
      found.reserve(queries.size() / dimension * nearest);
      const double start = cpu();
      for (size_t at = 0; at < queries.size(); at += dimension)
        for (auto best = graph->searchKnn(queries.data() + at, nearest); !best.empty(); best.pop())
          found.push_back(best.top().second);
      const double seconds = cpu() - start;
      std::ofstream(path, std::ios::binary).write(reinterpret_cast<char*>(found.data()), found.size() * sizeof(uint32_t));
      std::cout << "cpu " << seconds << std::endl;
    }
  }
}
